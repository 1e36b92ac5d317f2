package lv.helpline.calllog;

/// How a call ended.
public enum Outcome {
    /// A consultant took it.
    ANSWERED,
    /// The caller hung up before anybody took it.
    ABANDONED,
    /// Nobody took it and the caller was told so.
    UNANSWERED,
    /// The line was closed and the caller was told so.
    CLOSED,
    /// Nobody was on duty and the caller was told so.
    NOBODY,
    /// The number was no line of ours.
    UNKNOWN_LINE,
    /// Asterisk died before it could say.
    UNKNOWN
}
