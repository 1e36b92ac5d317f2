package lv.helpline;

import static org.springframework.context.annotation.FilterType.REGEX;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What runs in the router and with the pages: the roster in memory, what people edit by phone or browser, the mails
/// about it, and the look whether Asterisk takes calls. That is each module without what only one of the two has.
@Configuration(proxyBeanMethods = false)
@Import(HelplineConfiguration.class)
@ComponentScan(
        basePackages = "lv.helpline",
        excludeFilters =
                @ComponentScan.Filter(
                        type = REGEX,
                        pattern = {"lv\\.helpline\\.\\w+", PagesParts.PACKAGES, RouterParts.PACKAGES}))
class SharedParts {}
