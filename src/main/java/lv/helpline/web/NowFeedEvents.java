package lv.helpline.web;

/// What the connection of an open page and the signing out have to agree on.
final class NowFeedEvents {

    static final String ADDRESS = "/now/feed";

    /// The event after which nothing comes: whoever looked is not signed in any more.
    static final String OVER = "over";

    private NowFeedEvents() {}
}
