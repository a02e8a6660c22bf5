"""The list of categories: open, versioned, and aware that the same category was spelt in several ways."""

from collections.abc import Iterable, Mapping

import attrs

from lapor_core.checks import are_texts, as_texts, is_a, is_text, path_up
from lapor_core.documents import Document
from lapor_core.errors import InvalidDocumentError, Problem
from lapor_core.identifiers import CategoryCode, folded, is_id

_maybe = attrs.validators.optional


@attrs.frozen(kw_only=True, weakref_slot=False)
class Category(Document):
    """What a report is about. Indonesian term: *kategori*.

    Args:
        code: such as the *ID Kategori* of LAPOR!.
        name: its name now.
        parent: code of the main category of a sub-category.
        aliases: how it was spelt in other years or by other services.
    """

    code: CategoryCode = attrs.field(validator=is_id(CategoryCode))
    name: str = attrs.field(validator=is_text)
    parent: CategoryCode | None = attrs.field(default=None, validator=_maybe(is_id(CategoryCode)))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=as_texts, validator=are_texts)


def _as_categories(categories: Iterable[Category]) -> tuple[Category, ...]:
    return tuple(categories)


@attrs.frozen(kw_only=True, weakref_slot=False)
class Categories(Document):
    """One version of the list. A category that is not in it is unknown to it, not wrong.

    Indonesian term: *daftar kategori*.

    Args:
        version: which list this is, such as ``"2026-11"``.
        categories: every category once.

    Raises:
        InvalidDocumentError: a code or a name is used twice, a parent is not in the list, or parents run in a circle;
            all at once.
    """

    version: str = attrs.field(validator=is_text)
    categories: tuple[Category, ...] = attrs.field(
        converter=_as_categories, validator=attrs.validators.deep_iterable(is_a(Category))
    )
    _by_code: Mapping[CategoryCode, Category] = attrs.field(init=False, eq=False, repr=False)
    _by_name: Mapping[str, Category] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Check the list and compile the look-ups."""
        by_code: dict[CategoryCode, Category] = {}
        by_name: dict[str, Category] = {}
        problems: list[Problem] = []
        for index, category in enumerate(self.categories):
            if category.code in by_code:
                problems.append(Problem(path=f"categories[{index}].code", rule="the code is used twice"))
            by_code[category.code] = category
            for name in {folded(name) for name in (category.name, *category.aliases)}:
                if name in by_name:
                    problems.append(Problem(path=f"categories[{index}].name", rule="a name or alias is used twice"))
                by_name[name] = category
        parents = {category.code: category.parent for category in self.categories}
        for index, category in enumerate(self.categories):
            _, fault = path_up(category.code, category.parent, parents, "the list")
            if fault:
                problems.append(Problem(path=f"categories[{index}].parent", rule=fault))
        InvalidDocumentError.raise_if_any(problems)
        object.__setattr__(self, "_by_code", by_code)
        object.__setattr__(self, "_by_name", by_name)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __len__(self) -> int:
        return len(self.categories)

    def get(self, code: CategoryCode) -> Category | None:
        """Return the category of that code, or None."""
        return self._by_code.get(code)

    def find(self, name: str) -> Category | None:
        """Return the category of that name or alias, whatever its case and spacing, or None."""
        return self._by_name.get(folded(name))
