package lv.helpline.identity.web;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/// Where sessions are read, and what becomes of those that cannot be.
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /// By this attribute of a request Spring Session knows that its filter has done its work already.
    private static final String FILTERED = SessionRepositoryFilter.class.getName() + ".FILTERED";

    @Bean
    static BeanPostProcessor readableSessions() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JdbcIndexedSessionRepository sessions ? new ReadableSessions<>(sessions) : bean;
            }
        };
    }

    /// By the name that Spring Session looks for, and for nobody else.
    @Bean(defaultCandidate = false)
    ConversionService springSessionConversionService() {
        return SessionAttributes.conversion();
    }

    /// No row takes more memory than an attribute of ours may have. Whoever ends an account's sessions reads none.
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> boundedSessions() {
        return sessions -> {
            sessions.setGetSessionQuery(
                    """
                select s.primary_id, s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
                    a.attribute_name, substring(a.attribute_bytes for %d) as attribute_bytes
                from %%TABLE_NAME%% s
                left join %%TABLE_NAME%%_attributes a on a.session_primary_id = s.primary_id
                where s.session_id = ?
                limit %d\
                """.formatted(SessionAttributes.MOST_BYTES + 1, SessionAttributes.MOST_ATTRIBUTES));
            sessions.setListSessionsByPrincipalNameQuery("""
                select primary_id, session_id, creation_time, last_access_time, max_inactive_interval,
                    null as attribute_name, null::bytea as attribute_bytes
                from %TABLE_NAME%
                where principal_name = ?\
                """);
        };
    }

    @Bean
    FilterRegistrationBean<Filter> sessionsReadOnce(FindByIndexNameSessionRepository<?> sessions) {
        var registration = new FilterRegistrationBean<Filter>(
                (request, response, chain) -> ((ReadableSessions<?>) sessions).inARequest(chain, request, response));
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return registration;
    }

    /// What looks at nobody has no session, whatever cookie comes with it.
    @Bean
    FilterRegistrationBean<Filter> noSessionForAnonymous() {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            if (request instanceof HttpServletRequest asked && SecurityConfiguration.isAnonymous(asked)) {
                request.setAttribute(FILTERED, true);
            }
            chain.doFilter(request, response);
        });
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return registration;
    }
}
