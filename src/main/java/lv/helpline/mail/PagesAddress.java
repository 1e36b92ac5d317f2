package lv.helpline.mail;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where links in mails lead, without a path. The pages judge it; a router goes on with any.
@ConfigurationProperties("helpline.web")
public record PagesAddress(
        @DefaultValue("http://localhost:8080") URI address) {}
