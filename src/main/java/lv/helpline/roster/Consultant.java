package lv.helpline.roster;

import java.util.Set;

/// Somebody who takes calls.
///
/// @param name      as colleagues know them; shown on pages, never in logs
/// @param languages what they speak, at least one
/// @param regions   where they usually serve: a hint for whoever seeks a substitute, not a limit
/// @param overflow  whether they may be rung for a line of another region when nobody nearer answers
/// @param proved    whether their number is verified: else it is not rung for callers, for a number that was mistyped
///                  is a stranger's
/// @param whisper   whether they hear a whisper and press 1 before a caller is put through; only a SIP phone does
/// without
/// @param left      whether they serve no more: who was on duty has a name still
public record Consultant(
        ConsultantId id,
        String name,
        Contact contact,
        Set<Language> languages,
        Set<Region> regions,
        boolean overflow,
        boolean proved,
        boolean whisper,
        boolean left) {

    public Consultant {
        languages = Set.copyOf(languages);
        regions = Set.copyOf(regions);
        if (name.isBlank()) {
            throw new IllegalArgumentException("consultant: a name is needed");
        }
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("consultant: at least one language is needed");
        }
    }

    Consultant withPhone(boolean proved) {
        return new Consultant(id, name, contact, languages, regions, overflow, proved, whisper, left);
    }

    public boolean speaks(Language language) {
        return languages.contains(language);
    }
}
