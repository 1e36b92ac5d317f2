package lv.helpline.snapshot;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.SecondPhone;
import lv.helpline.roster.WishId;
import lv.helpline.shared.jdbc.EnumCodes;
import org.jspecify.annotations.Nullable;

/// A row of `consultant`, with the wishes that they fulfil.
record ConsultantRow(
        int id,
        String name,
        String contactKind,
        String contact,
        List<String> languages,
        List<String> regions,
        boolean overflow,
        @Nullable Instant verifiedAt,
        boolean whisper,
        @Nullable LocalDate leftOn,
        @Nullable String secondKind,
        @Nullable String secondContact,
        @Nullable String secondRings,
        @Nullable Instant secondVerifiedAt,
        List<String> wishes) {

    Consultant consultant() {
        return new Consultant(
                new ConsultantId(id),
                name,
                phone(contactKind, contact),
                languages.stream().map(Language::new).collect(toSet()),
                regions.stream().map(EnumCodes::region).collect(toSet()),
                overflow,
                verifiedAt != null,
                whisper,
                leftOn != null,
                second(),
                wishes.stream().map(WishId::new).collect(toSet()));
    }

    private Optional<SecondPhone> second() {
        return secondKind == null || secondContact == null || secondRings == null
                ? Optional.empty()
                : Optional.of(new SecondPhone(
                        phone(secondKind, secondContact),
                        EnumCodes.constant(SecondPhone.Rings.class, secondRings),
                        secondVerifiedAt != null));
    }

    private Contact phone(String kind, String name) {
        return switch (kind) {
            case "mobile" -> new Contact.Mobile(name);
            case "sip" -> new Contact.SipPhone(name);
            default -> throw new IllegalStateException("consultant " + id + ": no such contact: " + kind);
        };
    }

    /// Without the person: a row in a log line gives nobody away.
    @Override
    public String toString() {
        return "consultant " + id;
    }
}
