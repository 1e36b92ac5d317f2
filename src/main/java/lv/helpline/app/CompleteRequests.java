package lv.helpline.app;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.filter.OncePerRequestFilter;

/// Knows the connections whose request was read and is being answered. Stands behind [BodyLimitFilter], which waits for
/// bodies.
final class CompleteRequests extends OncePerRequestFilter {

    /// By the ids of their connections.
    private final Set<String> answering = ConcurrentHashMap.newKeySet();

    /// Whether what this connection brought is being answered.
    boolean isFrom(String connectionId) {
        return answering.contains(connectionId);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = request.getServletConnection().getConnectionId();
        answering.add(id);
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Answered(id));
            } else {
                answering.remove(id);
            }
        }
    }

    /// The end of an answer that goes on after its request, such as the live page's.
    private final class Answered implements AsyncListener {

        private final String id;

        Answered(String id) {
            this.id = id;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            answering.remove(id);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Completed afterwards.
        }

        @Override
        public void onError(AsyncEvent event) {
            // Completed afterwards.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // A listener has to be added again.
            event.getAsyncContext().addListener(this);
        }
    }
}
