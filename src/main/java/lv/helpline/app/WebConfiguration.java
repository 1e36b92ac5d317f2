package lv.helpline.app;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lv.helpline.api.ScopeInterceptor;
import lv.helpline.identity.web.KeptForms;
import lv.helpline.identity.web.SecurityEvents;
import lv.helpline.identity.web.Sessions;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.identity.web.StepUpInterceptor;
import lv.helpline.roster.Roster;
import lv.helpline.shared.web.Languages;
import lv.helpline.shared.web.TypedTimes;
import lv.helpline.shared.web.WebProperties;
import lv.helpline.staff.web.ContactProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.format.annotation.DateTimeFormat;
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

    /// What Tomcat would keep of a connection for the next one has what was read of it.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> nothingOfARequestForTheNext() {
        return factory -> factory.addConnectorCustomizers(connector -> List.of(
                        "processorCache", "socket.bufferPool", "socket.processorCache", "socket.eventCache")
                .forEach(cache -> connector.setProperty(cache, "0")));
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
    WebMvcConfigurer formsAndProofs(
            Sessions sessions,
            KeptForms forms,
            SecurityEvents events,
            AnswersAgain answers,
            MessageSource messages,
            Clock clock) {
        var times = new TypedTimes(() -> LocalDate.ofInstant(clock.instant(), Roster.ZONE));
        return new WebMvcConfigurer() {
            // What is typed into forms. What API clients send says by itself that it is ISO 8601.
            @Override
            public void addFormatters(FormatterRegistry registry) {
                register(registry, LocalDate.class, TypedTimes::of, times::day);
                register(registry, LocalTime.class, TypedTimes::of, TypedTimes::time);
                register(registry, LocalDateTime.class, TypedTimes::of, times::moment);
                registry.addPrinter(new MaskedContact(messages));
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new StepUpInterceptor(sessions, forms)).excludePathPatterns("/api/**");
                registry.addInterceptor(answers).excludePathPatterns("/api/**");
                registry.addInterceptor(new ScopeInterceptor(events)).addPathPatterns("/api/**");
            }
        };
    }

    private static <T> void register(
            FormatterRegistry registry,
            Class<T> type,
            Converter<T, String> written,
            Function<String, Optional<T>> read) {
        registry.addConverter(type, String.class, written);
        registry.addConverter(new Typed<>(type, read));
    }

    /// Reads what people type, where nothing says that it is written in another way.
    private record Typed<T>(Class<T> type, Function<String, Optional<T>> read) implements ConditionalGenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(String.class, type));
        }

        @Override
        public boolean matches(TypeDescriptor source, TypeDescriptor target) {
            return !target.hasAnnotation(DateTimeFormat.class);
        }

        @Override
        public @Nullable Object convert(@Nullable Object typed, TypeDescriptor source, TypeDescriptor target) {
            if (typed == null || typed.toString().isBlank()) {
                return null;
            }
            return read.apply(typed.toString())
                    .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName()));
        }
    }
}
