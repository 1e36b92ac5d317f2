package lv.helpline.web;

/// Where programs ask, and not people.
final class ApiAddresses {

    static final String BASE = "/api/v1";

    private ApiAddresses() {}

    static boolean isOfAProgram(String address) {
        return address.startsWith("/api/");
    }
}
