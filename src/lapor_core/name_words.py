"""Words that say little of a person though they are part of a name: names of thousands, everyday words, titles.

The lists are our own, and an assumption.
"""

from typing import Final

COMMON_NAMES: Final = frozenset(
    # First names that thousands bear, and names that are everyday words as well.
    """
    abdul abdullah achmad adi aditya agung agus ahmad aisyah akbar ali amin amir ana andi andre andri anggi ani anita
    anton ari arief arif aris asep astuti ayu bagus bambang bayu bintang budi bunga cahaya cahya citra dani daniel
    darma dedi deni desi dewi dian dika diah dimas dina dwi dyah edi eka eko endang erna eva fajar fani fatimah feri
    firman fitri galih gede gita gunawan hadi handayani hari harapan harjo hasan hendra hendri heri herman hidayat
    iman imam indah indra intan ira irma irwan iskandar ismail iwan jaya jati johan joko jufri kadek karunia kartika
    kartini ketut komang kurnia kurniawan kusuma laila laut lestari lia lina lukman made maria mawar maya mega melati
    merdeka mita muhamad muhammad mohamad mohammad mulia mulya murni mustika nanda nengah ningsih nina nining novi nur
    nurul nyoman permata pratama prima purnama puspa putra putri putu rahayu rahman rahmat rama ratna ratu restu reza
    rian rina rini rizki rizky rizal roni rosa rudi ruli sakti santi santoso sari sartika satria sejahtera selamat
    setia setiawan shinta sinar sinta siti slamet sri subur suci sudirman sugeng suharto sukarno sumber supri surya
    susanti susanto susi sutrisno syahputra taufik teguh tini titik toni tri triyono umar utama utami utomo wahyu
    wahyuni wati wawan wayan widya widodo wijaya wira wulan yadi yanti yanto yoga yosef yudha yudi yuli yuliana yunus
    yusuf zainal
    """.split()  # noqa: SIM905 (a list of 230 lines hides the names)
)
EVERYDAY_WORDS: Final = frozenset(
    # What complaints are full of; where it is part of a name, it is hardly ever meant as one.
    """
    ada adalah agar air akan aktif aman anak anggaran angin antre antrean api asap aspal atas awal ayah bagi bagian baik
    baju baku banjir bangunan bantuan banyak bapak baru batas batu bawah bayar beras berita besar biaya bisa bocor buah
    bulan bukan bukit buruk buta cepat daerah dalam damai danau dari data datang dekat demi depan desa dengan dinas
    dunia emas gaji gang gardu gas gedung gelap gempa guru hal halte hari harga hilang hijau hutan ibu izin jalan jalur
    jam jangan jembatan jual juga jumat kabel kami kampung kamis kantor kapan karena kartu kecil kelas kelurahan
    keluarga kepala kereta kerja kerusakan kios kita kosong kota kotor kuning lahan lalu lama lampu langit lapangan
    lapor laporan lebih lewat libur listrik longsor lubang lurah macet makan malam masalah masih masuk masyarakat mati
    merah meter minggu minta mohon mobil motor muda murah musim nama nomor negara obat orang pagi pajak paling panas
    pantai para parkir pasar pasir pegawai pelayanan penting perlu petugas pintu pohon polisi puskesmas rabu rakyat
    ramai rapat rawan roda rumah rusak sabtu salah sama sampah sangat sawah sekolah selasa selokan semua sendiri senin
    siang sudah sungai surat susah tahun taman tanah tanda tangan teman tempat terang terima tetap tiang tidak tolong
    tua tugas tunggu tutup uang umum usaha waktu warga warung
    """.split()  # noqa: SIM905 (as above)
)
NO_NAMES: Final = frozenset(
    "h bin binti van de al el hj drs dra dr ir prof sh se st spd skom mm msi haji".split()  # noqa: SIM905 (as above)
)
