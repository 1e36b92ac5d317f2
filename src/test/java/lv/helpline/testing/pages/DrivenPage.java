package lv.helpline.testing.pages;

import tools.jackson.databind.json.JsonMapper;

/// A page of a browser that Playwright does not drive.
public interface DrivenPage {

    /// Runs this in each page before its own scripts.
    void before(String script);

    /// Returns when it is loaded.
    void open(String address);

    /// The value of an expression, which may be awaited, as text. What it does counts as done by a person.
    String value(String expression);

    /// As with a mouse, in the middle of what is found.
    default void click(String selector) {
        value("document.querySelector(" + quoted(selector) + ").click()");
    }

    static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}
