package lv.helpline;

import lv.helpline.jdbc.AdminConfiguration;
import lv.helpline.jdbc.JdbcConfiguration;
import lv.helpline.metrics.MetricsConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What runs in the router and with the pages: the roster in memory, what people edit by phone or browser, the mails
/// about it, and the look whether Asterisk takes calls.
@Configuration(proxyBeanMethods = false)
@Import({HelplineConfiguration.class, JdbcConfiguration.class, AdminConfiguration.class, MetricsConfiguration.class})
@ComponentScan({"lv.helpline.notification", "lv.helpline.sipprobe"})
class SharedParts {}
