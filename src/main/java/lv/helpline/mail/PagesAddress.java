package lv.helpline.mail;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The address that links in mails begin with, without a path. The pages check it; a router starts with any.
@ConfigurationProperties("helpline.web")
public record PagesAddress(
        @DefaultValue("http://localhost:8080") URI address) {}
