package lv.helpline.shared.web;

/// Where API clients ask, and not people.
public final class ApiAddresses {

    public static final String BASE = "/api/v1";

    private ApiAddresses() {}

    public static boolean isOfTheApi(String address) {
        return address.startsWith("/api/");
    }
}
