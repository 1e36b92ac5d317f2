package lv.helpline.prompts;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The choice of language on a line: the menu in its first language, then each language's own name and its place.
///
/// @param order of the languages' codes
record Menu(String order, Duration time) {

    /// In whatever order a line may have its languages. A clip that is not there takes no time.
    static List<Menu> all(SoundDirectory directory, CatalogueFile catalogue) throws IOException {
        return all(catalogue.languages(), times(directory, catalogue));
    }

    /// @param times by the names of clips, such as `lv/menu`
    static List<Menu> all(List<String> languages, Map<String, Duration> times) {
        return orders(languages).stream()
                .map(order -> {
                    var time = times.getOrDefault(order.getFirst() + "/" + Prompt.MENU.id(), Duration.ZERO);
                    for (var place = 1; place <= order.size(); place++) {
                        time = time.plus(times.getOrDefault(
                                order.get(place - 1) + "/"
                                        + PromptSeries.LANGUAGE.of(place).id(),
                                Duration.ZERO));
                    }
                    return new Menu(String.join(" ", order), time);
                })
                .toList();
    }

    static Map<String, Duration> times(SoundDirectory directory, CatalogueFile catalogue) throws IOException {
        var times = new HashMap<String, Duration>();
        for (var clip : catalogue.clips()) {
            if (clip.isOfMenu()) {
                new Inspection().open(directory.clip(clip)).ifPresent(sound -> times.put(clip.name(), sound.time()));
            }
        }
        return times;
    }

    private static List<List<String>> orders(List<String> languages) {
        if (languages.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<String>>();
        for (var first : languages) {
            var others =
                    languages.stream().filter(other -> !other.equals(first)).toList();
            for (var rest : orders(others)) {
                var order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }
}
