package lv.helpline.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

/// The settings of the helpline's own, `helpline.…`, that somebody reads. Spring ignores any other without a word.
public final class KnownSettings {

    private static final String OURS = "helpline.";
    private static final String VARIABLE = "HELPLINE_";
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /// By how it is compared: without dots, dashes and case, as Spring compares them.
    private final Map<String, String> known = new TreeMap<>();

    private KnownSettings(Iterable<String> names) {
        names.forEach(name -> known.put(compared(name), name));
    }

    /// A name that nobody reads.
    ///
    /// @param name    as somebody wrote it
    /// @param nearest the known one that is written most alike
    public record Unknown(String name, String nearest) {

        @Override
        public String toString() {
            return "nobody reads the setting " + name + "; did you mean " + nearest + "?";
        }
    }

    /// Those that the configuration's metadata has, which the compiler makes of the records.
    public static KnownSettings load() {
        var names = new ArrayList<String>();
        try {
            var json = JsonMapper.shared();
            for (var file :
                    Collections.list(KnownSettings.class.getClassLoader().getResources(METADATA))) {
                try (var in = file.openStream()) {
                    json.readTree(in).path("properties").forEach(property -> {
                        var name = property.path("name").asString("");
                        if (name.startsWith(OURS)) {
                            names.add(name);
                        }
                    });
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new KnownSettings(names);
    }

    /// Which of these nobody reads: properties, such as `helpline.agi.port`, and variables, such as
    /// `HELPLINE_AGI_PORT`.
    /// What does not begin so is another's.
    public List<Unknown> unknown(Iterable<String> names) {
        var found = new ArrayList<Unknown>();
        for (var name : names) {
            if ((name.startsWith(OURS) || name.startsWith(VARIABLE))
                    && !known.containsKey(compared(name))
                    && !isGroup(name)) {
                found.add(new Unknown(name, nearest(name)));
            }
        }
        return found;
    }

    /// Those of all that a process was started with. Java's own properties are no settings.
    public List<Unknown> unknown(ConfigurableEnvironment environment) {
        var names = new ArrayList<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable
                    && !Set.of(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
                            .contains(source.getName())) {
                names.addAll(List.of(enumerable.getPropertyNames()));
            }
        }
        return unknown(names.stream().distinct().sorted().toList());
    }

    /// A group without a value sets nothing, such as one in a file whose lines are all comments.
    private boolean isGroup(String name) {
        return known.values().stream().anyMatch(property -> property.startsWith(name + "."));
    }

    private String nearest(String name) {
        var wanted = compared(name);
        var distance = LevenshteinDistance.getDefaultInstance();
        var property = known.entrySet().stream()
                .min(Comparator.comparing(entry -> distance.apply(wanted, entry.getKey())))
                .orElseThrow()
                .getValue();
        return name.startsWith(VARIABLE)
                ? property.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_')
                : property;
    }

    /// An element of a list, `…[0]` or `…_0`, is the list.
    private static String compared(String name) {
        return name.replaceFirst("(\\[\\d+]|_\\d+)$", "")
                .replaceAll("[._-]", "")
                .toLowerCase(Locale.ROOT);
    }
}
