package lv.helpline.app;

import java.util.List;
import java.util.stream.Stream;
import lv.helpline.shared.web.ApiAddresses;
import lv.helpline.shared.web.FormErrors;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// How many bytes a request may bring, by its address: 64 KB, which no form of ours comes near, and more where a table
/// or a recording is sent. More is taken from those only who may send it, see `LimitedBody.allowMore`.
final class BodyLimits {

    /// Of whoever asks, in bytes.
    static final int ORDINARY = 64 * 1024;

    /// Of a file that a page takes. The page itself says that it takes 1 MB, with its form there again.
    private static final int FILE = 10 * 1024 * 1024;

    /// @param bytes at the most
    private record Larger(PathPattern address, int bytes) {}

    private static final List<Larger> LARGER = Stream.of(
                    new Larger(pattern("/roster/csv"), FILE),
                    new Larger(pattern("/prompts/{language}/{prompt}"), FILE),
                    new Larger(pattern(ApiAddresses.BASE + "/roster/csv"), FormErrors.MOST_BYTES),
                    new Larger(pattern(ApiAddresses.BASE + "/recordings/takes/{id}"), FormErrors.MOST_BYTES))
            .toList();

    private BodyLimits() {}

    /// In bytes, for those who may send it.
    ///
    /// @param path without the query
    static int of(String method, String path) {
        var container = PathContainer.parsePath(path);
        return LARGER.stream()
                .filter(each ->
                        HttpMethod.POST.matches(method) && each.address().matches(container))
                .mapToInt(Larger::bytes)
                .findFirst()
                .orElse(ORDINARY);
    }

    private static PathPattern pattern(String address) {
        return PathPatternParser.defaultInstance.parse(address);
    }
}
