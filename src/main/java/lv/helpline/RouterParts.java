package lv.helpline;

import static org.springframework.context.annotation.FilterType.REGEX;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// What runs in the router alone: what Asterisk asks, and how the call path is.
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = {"lv.helpline.asterisk", "lv.helpline.observability"},
        excludeFilters = @ComponentScan.Filter(type = REGEX, pattern = "(?!" + RouterParts.PACKAGES + ").*"))
class RouterParts {

    /// The classes that only a router has.
    static final String PACKAGES =
            "lv\\.helpline\\.(asterisk\\.(fastagi|scripts|prompts)\\.[\\w$]+|observability\\.CallPathConfiguration)";
}
