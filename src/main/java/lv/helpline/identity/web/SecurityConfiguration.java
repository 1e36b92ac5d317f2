package lv.helpline.identity.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.identity.web.SecurityEvents.Event;
import lv.helpline.identity.web.SecurityEvents.Result;
import lv.helpline.identity.web.SecurityEvents.Way;
import lv.helpline.shared.web.WebProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/// Who may open what, and what browsers are told never to do.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /// Nothing but our own files, no inline script or style, no evaluation, no frame, no other host.
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
            + "base-uri 'none'; "
            + "frame-ancestors 'none'";

    /// What looks at nobody: whoever asks, signed in or not, gets the same, and no session is read.
    private static final String[] ANONYMOUS = {
        "/feed/*", "/public/**", "/report/**", "/css/**", "/js/**", "/webjars/**", "/img/**"
    };

    private static final String[] OPEN = {"/sign-in/**", "/link/**"};

    private static final RequestMatcher IS_ANONYMOUS = new OrRequestMatcher(Stream.of(ANONYMOUS)
            .<RequestMatcher>map(PathPatternRequestMatcher::pathPattern)
            .toList());

    /// Nothing that sees, hears, pays or places anybody, and the microphone only where a clip is spoken or a call made
    /// or taken.
    private static final String PERMISSIONS =
            "camera=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), microphone=";

    private static final RequestMatcher SPEAKS = new OrRequestMatcher(
            Stream.of("/prompts/{language:..}/{prompt}", "/public", "/public/{language:..}", "/duty/phone")
                    .<RequestMatcher>map(PathPatternRequestMatcher::pathPattern)
                    .toList());

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /// The management port's: what is there is decided by what is exposed.
    @Bean
    @Order(1)
    SecurityFilterChain actuator(HttpSecurity http) {
        return http.securityMatcher("/actuator/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .build();
    }

    @Bean
    @Order(0)
    SecurityFilterChain anonymous(HttpSecurity http) {
        return http.securityMatcher(IS_ANONYMOUS)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new SameOriginFilter(), AuthorizationFilter.class)
                .logout(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .headers(SecurityConfiguration::headers)
                .build();
    }

    static boolean isAnonymous(HttpServletRequest request) {
        return IS_ANONYMOUS.matches(request);
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(
            HttpSecurity http,
            SecurityContextRepository contexts,
            Sessions sessions,
            SecurityEvents events,
            KeptForms forms) {
        return http.authorizeHttpRequests(
                        // What was let in is not asked again when its stream ends.
                        requests -> requests.dispatcherTypeMatchers(
                                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers(OPEN)
                                .permitAll()
                                .requestMatchers(
                                        "/roster/publish",
                                        "/roster/csv/**",
                                        "/statistics/reports/**",
                                        "/statistics/campaigns/**")
                                .hasRole("ADMINISTRATOR")
                                .requestMatchers(
                                        "/now/**",
                                        "/roster/**",
                                        "/who/**",
                                        "/calendar/**",
                                        "/people",
                                        "/lines",
                                        "/statistics/**")
                                .hasAnyRole("ADMINISTRATOR", "COORDINATOR")
                                .requestMatchers(
                                        "/accounts/**",
                                        "/tokens/**",
                                        "/audit/**",
                                        "/people/**",
                                        "/lines/**",
                                        "/outside/**",
                                        "/places/**",
                                        "/interpreters/**",
                                        "/prompts/**")
                                .hasRole("ADMINISTRATOR")
                                .requestMatchers("/duty/**")
                                .hasRole("CONSULTANT")
                                .anyRequest()
                                .authenticated())
                .securityContext(context -> context.securityContextRepository(contexts))
                // Before anybody has signed in there is neither session nor token; where the request comes from is
                // asked of the browser for those, as for all.
                .csrf(csrf -> csrf.csrfTokenRepository(new TokensOfSessions())
                        .ignoringRequestMatchers("/sign-in/**", "/link/**"))
                .addFilterBefore(new SameOriginFilter(), CsrfFilter.class)
                .addFilterBefore(new LargeBodies(), CsrfFilter.class)
                .addFilterBefore(new MultipartErrorFilter(), CsrfFilter.class)
                .addFilterAfter(new SessionEnd(sessions, events), SecurityContextHolderFilter.class)
                .addFilterAfter(new FilledForms(forms), AuthorizationFilter.class)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(new ToSignIn())
                        .accessDeniedHandler(new LateForms(forms, events)))
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .addLogoutHandler((_, _, signedIn) -> {
                            if (signedIn != null && signedIn.getPrincipal() instanceof SignedIn who) {
                                events.happened(Event.SIGN_OUT, Way.HERE, Result.ACCEPTED, Optional.of(who.id()));
                            }
                        })
                        .logoutSuccessUrl("/sign-in"))
                .sessionManagement(Customizer.withDefaults())
                .headers(SecurityConfiguration::headers)
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .addHeaderWriter((request, response) -> response.setHeader(
                        "Permissions-Policy", PERMISSIONS + (SPEAKS.matches(request) ? "(self)" : "()")))
                .httpStrictTransportSecurity(
                        strict -> strict.maxAgeInSeconds(Duration.ofDays(365).toSeconds()));
    }

    /// Each form says of which page and account it is, so that it is not lost when its session ends.
    @Bean
    static BeanPostProcessor pagesOfForms(ObjectProvider<KeptForms> forms) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof RequestDataValueProcessor tokens
                        ? new PageFields(tokens, forms.getObject())
                        : bean;
            }
        };
    }

    /// Keeps a form's token in a session that there is, and begins none for it.
    private static final class TokensOfSessions implements CsrfTokenRepository {

        private final HttpSessionCsrfTokenRepository sessions = new HttpSessionCsrfTokenRepository();

        @Override
        public CsrfToken generateToken(HttpServletRequest request) {
            return sessions.generateToken(request);
        }

        @Override
        public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
            if (request.getSession(false) != null) {
                sessions.saveToken(token, request, response);
            }
        }

        @Override
        public @Nullable CsrfToken loadToken(HttpServletRequest request) {
            return sessions.loadToken(request);
        }
    }

    static boolean isUnsafe(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod());
    }

    /// As Spring Security makes it, and no field has a NUL, which PostgreSQL keeps in no text.
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new HttpSessionSecurityContextRepository();
    }

    /// Nobody signs in by it; without it Spring Boot makes up a user and logs the password.
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    @Bean
    CookieSerializer sessionCookie(WebProperties properties) {
        var cookie = new DefaultCookieSerializer() {
            @Override
            public void writeCookieValue(CookieValue value) {
                if (value.getCookieMaxAge() < 0 && value.getRequest().getAttribute(Sessions.LASTING) != null) {
                    value.setCookieMaxAge(Math.toIntExact(properties.device().toSeconds()));
                }
                super.writeCookieValue(value);
            }
        };
        cookie.setCookieName(properties.cookie("s"));
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setUseSecureCookie(properties.isSecure());
        cookie.setSameSite("Lax");
        return cookie;
    }
}
