package lv.helpline.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Contact;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.Strategy;
import org.apache.commons.codec.digest.DigestUtils;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.StdConverter;

/// The roster's one way of being written: the same content gives the same bytes, in every router.
final class RosterJson {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Strategy.class, StrategyNames.class)
            .addMixIn(DutyScope.class, CoverageNames.class)
            .addMixIn(Contact.class, ContactNames.class)
            .addMixIn(Consultant.class, SortedSets.class)
            .addMixIn(Line.class, OfferedWishes.class)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private RosterJson() {}

    /// The version of a roster: the first 16 hexadecimal digits of a SHA-256 over its content.
    static String version(RosterData roster) {
        return DigestUtils.sha256Hex(MAPPER.writeValueAsBytes(roster)).substring(0, 16);
    }

    interface SortedSets {
        @JsonSerialize(converter = Sorted.class)
        Set<?> languages();

        @JsonSerialize(converter = Sorted.class)
        Set<?> regions();

        /// Whoever has one phone is written as they were when nobody could have two, so that routers of both versions
        /// read each other's copy and name a roster alike as long as nobody has.
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<?> second();

        /// The same goes for wishes.
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonSerialize(converter = Sorted.class)
        Set<?> fulfils();
    }

    interface OfferedWishes {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<?> wishes();
    }

    /// What is written in JSON, with a roster in it. What it does not say of a line or a consultant, they do not have.
    static <T> T read(byte[] json, Class<T> type) {
        var content = MAPPER.readTree(json);
        var roster = content.path("roster");
        without("second", roster.path("consultants")).forEach(consultant -> consultant.putNull("second"));
        without("fulfils", roster.path("consultants")).forEach(consultant -> consultant.putArray("fulfils"));
        without("wishes", roster.path("lines")).forEach(line -> line.putArray("wishes"));
        return MAPPER.treeToValue(content, type);
    }

    /// Those elements that do not have the field.
    private static Stream<ObjectNode> without(String field, JsonNode elements) {
        return elements.valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .filter(element -> !element.has(field));
    }

    /// A `Set.copyOf` comes in another order in every JVM.
    private static final class Sorted extends StdConverter<Set<?>, List<?>> {
        @Override
        public List<?> convert(Set<?> elements) {
            return elements.stream()
                    .sorted(Comparator.comparing(Object::toString))
                    .toList();
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Strategy.AllAtOnce.class, name = "all-at-once"),
        @JsonSubTypes.Type(value = Strategy.OneByOne.class, name = "one-by-one"),
        @JsonSubTypes.Type(value = Strategy.Waves.class, name = "waves")
    })
    private interface StrategyNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = DutyScope.OfRegion.class, name = "region"),
        @JsonSubTypes.Type(value = DutyScope.OfLine.class, name = "line"),
        @JsonSubTypes.Type(value = DutyScope.CoordinatorOnCall.class, name = "coordination")
    })
    private interface CoverageNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Contact.Mobile.class, name = "mobile"),
        @JsonSubTypes.Type(value = Contact.SipPhone.class, name = "sip")
    })
    private interface ContactNames {}
}
