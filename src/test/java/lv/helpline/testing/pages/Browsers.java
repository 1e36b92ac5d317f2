package lv.helpline.testing.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import lv.helpline.accounts.Account;
import org.jspecify.annotations.Nullable;

/// Debian's Chromium, driven by Playwright: one for all tests of this JVM, for it takes a second to start, and a fresh
/// context for each visitor, who knows nothing of those before.
public final class Browsers {

    /// What its microphone hears, a voice of 4 s.
    public static final Path SPOKEN = Path.of("target/sounds/sounds/lv/helpline/closed.wav");

    /// Pixels, of a small phone.
    private static final int PHONE = 360;

    /// Pixels, of a window on a desk.
    private static final int DESK = 1280;

    private static final AtomicInteger VISITORS = new AtomicInteger();
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    /// Whether pictures are wanted, `ops/test --pictures`: they show a person what tests cannot judge, and take a
    /// tenth of the time.
    private static final boolean PICTURES = Boolean.getBoolean("pictures");

    /// Chromium without the pages of its own window, which take longer than ours.
    private static final Path WITHOUT_WINDOW = Path.of("/usr/bin/chromium-headless-shell");

    /// The whole Chromium: the other one has no sound.
    static final Path WITH_SOUND = Path.of("/usr/bin/chromium");

    private static final Map<Path, Browser> SHARED = new HashMap<>();

    /// Pages in which axe found nothing, by what it judges of them.
    private static final Set<String> ACCESSIBLE = ConcurrentHashMap.newKeySet();

    /// A page but for what is written in it and where its links lead: two languages of a page are the same.
    private static final String SHAPE = """
        () => {
          // A document that loads nothing.
          const shape = new DOMParser().parseFromString(document.documentElement.outerHTML, 'text/html').documentElement;
          shape.removeAttribute('lang');
          const texts = shape.ownerDocument.createTreeWalker(shape, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.trim() && 'x';
          for (const element of shape.querySelectorAll('*'))
            for (const name of ['title', 'aria-label', 'alt', 'placeholder', 'value', 'content', 'href', 'src', 'action', 'datetime'])
              if (element.getAttribute(name)?.trim()) element.setAttribute(name, 'x');
          return document.title.trim() && document.documentElement.lang && shape.outerHTML;
        }""";

    private final Pages pages;
    private final Path program;

    public Browsers(Pages pages) {
        this(pages, WITHOUT_WINDOW);
    }

    private Browsers(Pages pages, Path program) {
        this.pages = pages;
        this.program = program;
    }

    /// Those that have a microphone and play sounds.
    public static Browsers withSound(Pages pages) {
        return new Browsers(pages, WITH_SOUND);
    }

    /// A new one after a crash, of which one test is to fail and not all that follow.
    private static synchronized Browser browser(Path program) {
        var browser = SHARED.get(program);
        if (browser == null || !browser.isConnected()) {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    "--no-first-run",
                                    "--disable-gpu",
                                    "--use-fake-device-for-media-stream",
                                    "--allow-loopback-in-peer-connection",
                                    "--use-file-for-fake-audio-capture=" + SPOKEN.toAbsolutePath())));
            SHARED.put(program, browser);
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return browser;
    }

    /// Stops every browser of this JVM until it is closed.
    public static AutoCloseable standStill() {
        signal("STOP");
        return () -> signal("CONT");
    }

    private static void signal(String name) {
        var all = ProcessHandle.current()
                .descendants()
                .filter(program -> program.info().command().orElse("").contains("chromium"))
                .map(program -> Long.toString(program.pid()))
                .toList();
        var command = new ArrayList<>(List.of("kill", "-" + name));
        command.addAll(all);
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException | InterruptedException unsent) {
            throw new IllegalStateException(unsent);
        }
    }

    public Visitor visitor(int width) {
        return visitor(width, ColorScheme.LIGHT);
    }

    public Visitor visitor(int width, ColorScheme scheme) {
        return new Visitor(browser(program).newContext(options(width, scheme)), width, scheme);
    }

    /// Somebody whose browser runs no scripts.
    public Visitor visitorWithoutScripts(int width) {
        return new Visitor(
                browser(program).newContext(options(width, ColorScheme.LIGHT).setJavaScriptEnabled(false)),
                width,
                ColorScheme.LIGHT);
    }

    private static Browser.NewContextOptions options(int width, ColorScheme scheme) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height(width))
                .setColorScheme(scheme)
                .setExtraHTTPHeaders(Map.of("X-Forwarded-For", "198.51.100." + VISITORS.incrementAndGet() % 250))
                .setLocale("lv-LV")
                .setTimezoneId("Europe/Riga");
    }

    private static int height(int width) {
        return width == PHONE ? 740 : 800;
    }

    /// One person at one browser; everything that its console and network said is kept.
    public final class Visitor implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final int width;
        private final ColorScheme scheme;
        private final List<String> complaints = new ArrayList<>();
        private final List<String> elsewhere = new ArrayList<>();

        private Visitor(BrowserContext context, int width, ColorScheme scheme) {
            this.context = context;
            this.width = width;
            this.scheme = scheme;
            context.setDefaultTimeout(30_000);
            page = context.newPage();
            page.onConsoleMessage(message -> {
                if (!message.type().equals("log") && !message.type().equals("info")) {
                    complaints.add(message.type() + ": " + message.text() + " at " + message.location());
                }
            });
            page.onPageError(error -> complaints.add("error: " + error));
            page.onResponse(response -> {
                if (response.status() >= 400) {
                    complaints.add(response.status() + " " + response.url());
                }
            });
            page.onRequest(request -> {
                if (!request.url().startsWith(pages.address().toString())) {
                    elsewhere.add(request.url());
                }
            });
        }

        public Page page() {
            return page;
        }

        public BrowserContext context() {
            return context;
        }

        public Visitor open(String path) {
            page.navigate(pages.at(path));
            return this;
        }

        /// By a link, and in that language from then on. The requests are the browser's, but no page is drawn for them:
        /// that a link and the choice of a language have pages which do the same is tried once, in `SignInIT`.
        public Visitor signIn(Account account, String language) {
            post("/link", FormData.create().set("token", Stranger.tokenOf(pages.linkFor(account))));
            var home = context.request().get(pages.at("/account"), again()).text();
            if (!home.contains("<html lang=\"" + language + "\"")) {
                post(
                        "/language",
                        FormData.create()
                                .set("code", language)
                                .set("to", "/account")
                                .set("_csrf", Stranger.formToken(home)));
            }
            return this;
        }

        private void post(String path, FormData form) {
            var answer =
                    context.request().post(pages.at(path), again().setForm(form).setMaxRedirects(0));
            assertThat(answer.status()).as(path).isEqualTo(302);
        }

        /// As a browser does: on a connection that was kept, and that the server has just closed, it asks once more.
        private static RequestOptions again() {
            return RequestOptions.create().setMaxRetries(1);
        }

        /// What one has to do with the keyboard alone to reach something, as long as it is within so many tabs.
        public Visitor tabTo(String selector) {
            for (var tab = 0; tab < 60; tab++) {
                page.keyboard().press("Tab");
                if ((boolean) page.evaluate(
                        "selector => document.activeElement !== null && document.activeElement.matches(selector)",
                        selector)) {
                    return this;
                }
            }
            throw new AssertionError("no tab reaches " + selector);
        }

        /// Nothing that a person, a screen reader or a browser would complain of, on a phone and on a
        /// desk; and the picture of it. axe takes most of the time, so it is asked at one width, and
        /// once of pages that differ in words alone.
        public void isFlawless(@Nullable String name) {
            // What fades in has less contrast meanwhile.
            page.waitForFunction("() => document.getAnimations().every(each => each.playState !== 'running')");
            var shape = (String) page.evaluate(SHAPE);
            assertThat(shape).as("title and language of " + page.url()).isNotEmpty();
            if (!ACCESSIBLE.contains(width + scheme.name() + shape)) {
                isAccessible();
                ACCESSIBLE.add(width + scheme.name() + shape);
            }
            fits();
            resize(width == PHONE ? DESK : PHONE);
            fits();
            resize(width);
            assertThat(page.locator(".top .tools")
                            .locator("button[lang], a[hreflang]")
                            .count())
                    .as("switches of the language on " + page.url())
                    .isPositive();
            assertThat((String) page.evaluate("document.body.innerText"))
                    .as("a missing message")
                    .doesNotContain("??");
            assertThat(complaints).as("console of " + page.url()).isEmpty();
            assertThat(elsewhere).as("requests to other hosts").isEmpty();
            if (name != null) {
                picture(name);
            }
        }

        private void isAccessible() {
            // Each rule is tried on each element, but of what breaks none not all elements are described: that took
            // more time than all else. No page has frames, so axe needs no second page to gather what it found in them.
            var brief = new AxeRunOptions();
            brief.setResultTypes(List.of("violations"));
            assertThat(new AxeBuilder(page)
                            .setLegacyMode(true)
                            .options(brief)
                            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                            .analyze()
                            .getViolations())
                    .as("accessibility of " + page.url())
                    .extracting(rule ->
                            rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                    .isEmpty();
        }

        /// The picture of the whole page as it is now, if pictures are wanted.
        public void picture(String name) {
            if (PICTURES) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        // Or it would hide the caret by a style of its own, which the policy of the pages forbids.
                        .setCaret(ScreenshotCaret.INITIAL)
                        .setFullPage(true));
            }
        }

        /// What somebody sees now around that, on a phone and on a desk, if pictures are wanted.
        public void pictures(String name, String around) {
            if (PICTURES) {
                for (var each : List.of(PHONE, DESK)) {
                    resize(each);
                    page.evaluate(
                            "around => document.querySelector(around).scrollIntoView({ block: 'center' })", around);
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(SCREENSHOTS.resolve(name + "-" + each + ".png"))
                            .setCaret(ScreenshotCaret.INITIAL));
                }
                resize(width);
            }
        }

        private void resize(int width) {
            page.setViewportSize(width, height(width));
        }

        /// By how many pixels the page is wider than the screen, so that it would have to be scrolled sideways.
        public int sticksOut() {
            return (int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        }

        /// The words of up to 20 letters that go on in the next line; what is hyphenated is broken well.
        public List<String> brokenWords() {
            var broken = page.evaluate("""
                    () => {
                        const found = [];
                        const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
                        while (texts.nextNode()) {
                            const text = texts.currentNode;
                            const holder = text.parentElement;
                            if (!holder.offsetParent || holder.closest('.unseen') || getComputedStyle(holder).hyphens === 'auto') continue;
                            for (const word of text.data.matchAll(/(?<!\\S)\\p{L}{2,20}(?=[.,;:!?)]*(\\s|$))/gu)) {
                                const range = document.createRange();
                                range.setStart(text, word.index);
                                range.setEnd(text, word.index + word[0].length);
                                if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1) found.push(word[0]);
                            }
                        }
                        return found;
                    }\
                    """);
            return ((List<?>) broken).stream().map(String::valueOf).toList();
        }

        /// Nothing sticks out, and a finger hits what can be pressed.
        private void fits() {
            var where = page.url() + " at " + page.viewportSize().width + " px";
            assertThat(sticksOut())
                    .as("what sticks out at the side of " + where)
                    .isZero();
            assertThat(page.evaluate("""
                [...document.querySelectorAll('button, .button, .quiet, .nav a, .brand, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, summary, .check')]
                  .filter(e => e.offsetParent !== null && e.getBoundingClientRect().height > 0)
                  .filter(e => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44)
                  .map(e => e.outerHTML.slice(0, 120))\
                """)).as("targets under 44 px on " + where).isEqualTo(List.of());
        }

        public void forgetComplaints() {
            complaints.clear();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
