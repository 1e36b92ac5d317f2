package lv.helpline.shared.web;

/// What the connection of an open page and the signing out have to agree on.
public final class NowFeedEvents {

    public static final String ADDRESS = "/now/feed";

    /// The event after which nothing comes: whoever looked is not signed in any more.
    public static final String OVER = "over";

    private NowFeedEvents() {}
}
