package lv.helpline.testing.pages;

import jakarta.servlet.Filter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Notes the statements that requests send to the database, those of their sessions too. What goes on in the background
/// is left aside.
public final class Statements implements BeanPostProcessor {

    private static final ThreadLocal<Boolean> IN_A_REQUEST = ThreadLocal.withInitial(() -> false);

    private final List<String> noted = new CopyOnWriteArrayList<>();

    /// What there was while that went on.
    public List<String> during(Runnable something) {
        var before = noted.size();
        something.run();
        return List.copyOf(noted.subList(before, noted.size()));
    }

    /// Around everything else that a request goes through.
    FilterRegistrationBean<Filter> ofRequests() {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            IN_A_REQUEST.set(true);
            try {
                chain.doFilter(request, response);
            } finally {
                IN_A_REQUEST.remove();
            }
        });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Noting(source) : bean;
    }

    private final class Noting extends DelegatingDataSource {

        Noting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("prepareStatement") && IN_A_REQUEST.get()) {
                            noted.add(String.valueOf(arguments[0]));
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getTargetException();
                        }
                    });
        }
    }
}
