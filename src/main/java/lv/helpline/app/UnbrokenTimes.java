package lv.helpline.app;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/// On every page, a span of time such as `09:00–17:00` stands in one line: browsers would break it behind its dash. A
/// style sheet cannot see it in the middle of a sentence, so it gets an element of its own wherever it is written.
@Component
class UnbrokenTimes extends AbstractDialect implements IPostProcessorDialect {

    private static final char DASH = '–';
    private static final String CLOCK = "\\d{1,2}(?::\\d{2})?";
    private static final Pattern SPAN = Pattern.compile("(?<![\\d.:])" + CLOCK + DASH + CLOCK + "(?![\\d.:]*\\d)");

    /// They hold text alone.
    private static final Set<String> WITHOUT_ELEMENTS = Set.of("title", "option", "textarea", "script", "style");

    private static final int AFTER_ALL_OTHERS = Integer.MAX_VALUE;

    UnbrokenTimes() {
        super("unbroken times");
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return AFTER_ALL_OTHERS;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, Handler.class, AFTER_ALL_OTHERS));
    }

    /// Made by Thymeleaf, one for each page.
    public static final class Handler extends AbstractTemplateHandler {

        private int withoutElements;

        @Override
        public void handleOpenElement(IOpenElementTag tag) {
            if (isWithoutElements(tag.getElementCompleteName())) {
                withoutElements++;
            }
            super.handleOpenElement(tag);
        }

        @Override
        public void handleCloseElement(ICloseElementTag tag) {
            if (isWithoutElements(tag.getElementCompleteName())) {
                withoutElements--;
            }
            super.handleCloseElement(tag);
        }

        private static boolean isWithoutElements(String name) {
            return WITHOUT_ELEMENTS.contains(name.toLowerCase(Locale.ROOT));
        }

        @Override
        public void handleText(IText text) {
            if (withoutElements > 0 || !hasDash(text)) {
                super.handleText(text);
                return;
            }
            var words = text.getText();
            var spans = SPAN.matcher(words);
            var told = 0;
            while (spans.find()) {
                text(words.substring(told, spans.start()));
                super.handleOpenElement(
                        getContext().getModelFactory().createOpenElementTag("span", "class", "unbroken"));
                text(spans.group());
                super.handleCloseElement(getContext().getModelFactory().createCloseElementTag("span"));
                told = spans.end();
            }
            text(words.substring(told));
        }

        private void text(String words) {
            if (!words.isEmpty()) {
                super.handleText(getContext().getModelFactory().createText(words));
            }
        }

        private static boolean hasDash(CharSequence text) {
            return text.chars().anyMatch(each -> each == DASH);
        }
    }
}
