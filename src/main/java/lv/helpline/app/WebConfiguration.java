package lv.helpline.app;

import jakarta.servlet.DispatcherType;
import lv.helpline.api.ScopeInterceptor;
import lv.helpline.identity.web.KeptForms;
import lv.helpline.identity.web.SecurityEvents;
import lv.helpline.identity.web.Sessions;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.identity.web.StepUpInterceptor;
import lv.helpline.shared.web.Languages;
import lv.helpline.shared.web.WebProperties;
import lv.helpline.staff.web.ContactProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebProperties.class, ContactProperties.class})
class WebConfiguration {

    /// By the name that Spring MVC looks for.
    @Bean
    Languages localeResolver() {
        return new Languages(
                _ -> isAnAdministrator(SecurityContextHolder.getContext().getAuthentication()));
    }

    private static boolean isAnAdministrator(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof SignedIn me && !me.isConsultant();
    }

    /// Before everything else, whoever asks.
    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit() {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter(System::nanoTime));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return registration;
    }

    @Bean
    CompleteRequests completeRequests() {
        return new CompleteRequests();
    }

    /// Behind it.
    @Bean
    FilterRegistrationBean<CompleteRequests> completeRequestsInTheirPlace(CompleteRequests requests) {
        var registration = new FilterRegistrationBean<>(requests);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> placeForTheNextConnection(CompleteRequests requests) {
        return factory -> {
            factory.setProtocol(EvictingProtocol.class.getName());
            factory.addConnectorCustomizers(
                    connector -> ((EvictingProtocol) connector.getProtocolHandler()).spare(requests));
        };
    }

    /// Behind it: whoever is slow to send takes no place.
    @Bean
    FilterRegistrationBean<RequestLanes> requestLanes() {
        var registration = new FilterRegistrationBean<>(new RequestLanes());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /// A browser or a cache that has an open page asks whether it is still the same.
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> tagsOfOpenPages() {
        var filter = new ShallowEtagHeaderFilter();
        filter.setWriteWeakETag(true);
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/public/*", "/report/*");
        return registration;
    }

    @Bean
    WebMvcConfigurer proofs(Sessions sessions, KeptForms forms, SecurityEvents events, AnswersAgain answers) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new StepUpInterceptor(sessions, forms)).excludePathPatterns("/api/**");
                registry.addInterceptor(answers).excludePathPatterns("/api/**");
                registry.addInterceptor(new ScopeInterceptor(events)).addPathPatterns("/api/**");
            }
        };
    }
}
