package lv.helpline.shared.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;

/// A request with a body of a bounded size: read already, by `BodyLimitFilter`, or to be read once [#allowMore] was
/// said. Until then it looks as if it brought no file and no field.
public final class LimitedBody extends HttpServletRequestWrapper {

    /// The fields of a form at the most; there is none of ours with a tenth of it.
    private static final int FIELDS = 2000;

    /// More bytes came than were allowed.
    public static final class TooLarge extends ResponseStatusException {
        TooLarge() {
            super(HttpStatus.CONTENT_TOO_LARGE);
        }
    }

    private final @Nullable InputStream body;
    private final int most;
    private final Map<String, String[]> parameters;
    private boolean moreAllowed;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;

    private LimitedBody(HttpServletRequest request, @Nullable InputStream body, int most) {
        super(request);
        this.body = body;
        this.most = most;
        parameters = new LinkedHashMap<>();
    }

    /// @throws IllegalArgumentException if it is a form that cannot be read
    public static LimitedBody read(HttpServletRequest request, byte[] body) throws IOException {
        var limited = new LimitedBody(request, new ByteArrayInputStream(body), body.length);
        var fields = new LinkedMultiValueMap<String, String>();
        // What the address says comes first, as the Servlet specification has it (6.0, 3.1).
        if (request.getQueryString() != null) {
            fields.addAll(fields(request.getQueryString().getBytes(StandardCharsets.US_ASCII), new HttpHeaders()));
        }
        if (isForm(request)) {
            fields.addAll(fields(body, new ServletServerHttpRequest(request).getHeaders()));
        }
        if (fields.values().stream().mapToInt(Collection::size).sum() > FIELDS) {
            throw new IllegalArgumentException("too many fields");
        }
        fields.forEach((name, values) -> limited.parameters.put(name, values.toArray(String[]::new)));
        return limited;
    }

    /// @param most how many bytes it may have, for those who may send them
    public static LimitedBody unread(HttpServletRequest request, int most) {
        return new LimitedBody(request, null, most);
    }

    /// Whoever sends it may send as much as is taken at its address.
    public static void allowMore(ServletRequest request) {
        of(request).ifPresent(limited -> limited.moreAllowed = true);
    }

    /// A field of a form that was read. Empty for each other request.
    static Optional<String> field(ServletRequest request, String name) {
        return of(request).filter(LimitedBody::isRead).map(limited -> limited.getParameter(name));
    }

    private static Optional<LimitedBody> of(ServletRequest request) {
        var each = request;
        while (each instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof LimitedBody limited) {
                return Optional.of(limited);
            }
            each = wrapper.getRequest();
        }
        return Optional.empty();
    }

    private static boolean isForm(HttpServletRequest request) {
        return request.getContentType() != null
                && MediaType.APPLICATION_FORM_URLENCODED.includes(MediaType.parseMediaType(request.getContentType()));
    }

    private static MultiValueMap<String, String> fields(byte[] encoded, HttpHeaders headers) throws IOException {
        return new FormHttpMessageConverter().read(null, new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return new ByteArrayInputStream(encoded);
            }

            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }
        });
    }

    /// False for a file, which is read only by whoever takes it.
    public boolean isRead() {
        return body != null;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        var opened = stream;
        if (opened == null) {
            opened = new Counted(open());
            stream = opened;
        }
        return opened;
    }

    private InputStream open() throws IOException {
        if (body != null) {
            body.reset();
            return body;
        }
        return moreAllowed ? super.getInputStream() : InputStream.nullInputStream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        var opened = reader;
        if (opened == null) {
            var charset =
                    getCharacterEncoding() == null ? StandardCharsets.UTF_8 : Charset.forName(getCharacterEncoding());
            opened = new BufferedReader(new InputStreamReader(getInputStream(), charset));
            reader = opened;
        }
        return opened;
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = getParameterValues(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        if (isRead()) {
            return Collections.unmodifiableMap(parameters);
        }
        return moreAllowed ? super.getParameterMap() : Map.of();
    }

    @Override
    public Collection<Part> getParts() throws IOException, jakarta.servlet.ServletException {
        return moreAllowed ? super.getParts() : Collections.emptyList();
    }

    @Override
    public @Nullable Part getPart(String name) throws IOException, jakarta.servlet.ServletException {
        return moreAllowed ? super.getPart(name) : null;
    }

    /// Counts what is read: a length need not be said, or true.
    private final class Counted extends ServletInputStream {

        private final InputStream in;
        private long count;
        private boolean finished;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            var read = read(one, 0, 1);
            return read < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var read = in.read(bytes, from, length);
            if (read < 0) {
                finished = true;
            } else {
                count += read;
                if (count > most) {
                    throw new TooLarge();
                }
            }
            return read;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("bodies are read by whoever waits for them");
        }
    }
}
