package lv.helpline;

import lv.helpline.metrics.CallPathConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What runs in the router alone: what Asterisk asks, and how the call path is.
@Configuration(proxyBeanMethods = false)
@Import(CallPathConfiguration.class)
@ComponentScan("lv.helpline.agi")
class RouterParts {}
