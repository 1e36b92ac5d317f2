package lv.helpline.web;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
