package lv.helpline;

import static org.springframework.context.annotation.FilterType.REGEX;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What runs with the pages alone: the pages themselves, the REST API, and the calls that *Now* shows.
@Configuration(proxyBeanMethods = false)
@Import(PasskeyConfiguration.class)
@ComponentScan(
        basePackages = "lv.helpline",
        excludeFilters = @ComponentScan.Filter(type = REGEX, pattern = "(?!" + PagesParts.PACKAGES + ").*"))
class PagesParts {

    /// The classes that only the pages have: `web` of each module, and the modules that are nothing else.
    static final String PACKAGES =
            "lv\\.helpline\\.(\\w+\\.web|api|app|audittrail|publicsite|simulator|solver|asterisk\\.ami)\\.[\\w$]+";
}
