from django.urls import URLPattern, path

from directory.pages.views import account, passwords, people, roles, roster, search, sign_in, units

app_name = "directory"
urlpatterns: list[URLPattern] = [
    path("masuk/", sign_in.SignIn.as_view(), name="sign_in"),
    path("keluar/", sign_in.SignOut.as_view(), name="sign_out"),
    path("kata-sandi/lupa/", passwords.forgotten, name="forgotten"),
    path("kata-sandi/lupa/terkirim/", passwords.reset_sent, name="reset_sent"),
    path(
        "kata-sandi/baru/<uidb64>/<token>/",
        passwords.ResetPassword.as_view(),
        name="reset_password",
    ),
    path("kata-sandi/ubah/", passwords.ChangePassword.as_view(), name="change_password"),
    path(
        "undangan/<uidb64>/<token>/",
        passwords.AcceptInvitation.as_view(),
        name="accept_invitation",
    ),
    path("akun/", account.account, name="account"),
    path("cari/", search.search_page, name="search"),
    path("orang/", people.people_page, name="people"),
    path("orang/undang/", people.invite, name="invite"),
    path("orang/undang-semua/", people.invite_entered, name="invite_entered"),
    path("orang/<uuid:pk>/", people.person_page, name="person"),
    path("orang/<uuid:pk>/perbaiki/", people.amend, name="amend_person"),
    path("orang/<uuid:pk>/undang-ulang/", people.invite_again, name="invite_again"),
    path("orang/<uuid:pk>/nonaktifkan/", people.deactivate, name="deactivate_person"),
    path("orang/<uuid:pk>/peran/", roles.give, name="give_role"),
    path("peran/<uuid:pk>/akhiri/", roles.end, name="end_role"),
    path("impor/", roster.send, name="send_roster"),
    path("impor/contoh/<slug:which>/", roster.template, name="roster_template"),
    path("impor/<uuid:pk>/", roster.roster_page, name="roster"),
    path("impor/<uuid:pk>/simpan/", roster.carry_out, name="import_roster"),
    path("unit/", units.units_page, name="units"),
    path("unit/tambah/", units.create, name="create_unit"),
    path("unit/<uuid:pk>/", units.unit_page, name="unit"),
    path("unit/<uuid:pk>/perbaiki/", units.amend, name="amend_unit"),
    path("unit/<uuid:pk>/tutup/", units.close, name="close_unit"),
]
