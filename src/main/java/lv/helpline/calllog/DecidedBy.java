package lv.helpline.calllog;

/// Who decided a call.
public enum DecidedBy {
    /// A router.
    ROUTER,
    /// Asterisk, by its own copy of the roster.
    FALLBACK,
    /// Asterisk, by the static number of the site.
    LAST_RESORT
}
