package lv.helpline;

import lv.helpline.jdbc.PasskeyConfiguration;
import lv.helpline.jdbc.StatisticsConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What runs with the pages alone: the pages themselves, the interface for programs, and the calls that *Now* shows.
@Configuration(proxyBeanMethods = false)
@Import({PasskeyConfiguration.class, StatisticsConfiguration.class})
@ComponentScan({"lv.helpline.web", "lv.helpline.ami"})
class PagesParts {}
