package lv.helpline.api;

import java.time.Clock;
import lv.helpline.identity.ApiKeys;
import lv.helpline.identity.FailedAttempts;
import lv.helpline.identity.web.MultipartErrorFilter;
import lv.helpline.identity.web.SecretCipher;
import lv.helpline.identity.web.SecurityEvents;
import lv.helpline.shared.web.ApiAddresses;
import lv.helpline.shared.web.ClientAddresses;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/// Who may ask the REST API: clients with a key, and no browser. There is no session and no cookie, so there is
/// nothing that another site could misuse.
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    @Bean
    @Order(2)
    SecurityFilterChain api(
            HttpSecurity http,
            ApiKeys apiKeys,
            FailedAttempts failedAttempts,
            SecretCipher secretCipher,
            ClientAddresses addresses,
            SecurityEvents events,
            Clock clock) {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .addFilterBefore(new MultipartErrorFilter(), AnonymousAuthenticationFilter.class)
                .addFilterBefore(
                        new TokenFilter(apiKeys, failedAttempts, secretCipher, addresses, events, clock),
                        AnonymousAuthenticationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, none) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            Problems.send(Problem.of(HttpStatus.UNAUTHORIZED), request, response);
                        })
                        .accessDeniedHandler((request, response, denied) ->
                                Problems.send(Problem.of(HttpStatus.FORBIDDEN), request, response)))
                // An answer may be kept by who asked, and is asked for again each time: by its ETag.
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .addHeaderWriter(new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "private, no-cache"))
                        .addHeaderWriter(new StaticHeadersWriter(
                                HttpHeaders.VARY, HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT_LANGUAGE)))
                .build();
    }

    /// Of what is answered, whatever it was made of: so it is right for each key and each language.
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> etags() {
        var filter = new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        filter.addUrlPatterns(ApiAddresses.BASE + "/*");
        return filter;
    }
}
