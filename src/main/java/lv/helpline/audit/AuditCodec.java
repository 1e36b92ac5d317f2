package lv.helpline.audit;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklySpan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Changes as JSON, which is stored, hashed and never rewritten. Each value names its type by its keys, so that a
/// further type disturbs none that is stored:
///
/// ```json
/// [{"field": "cover", "before": "", "after": [
///     {"consultant": 4}, {"region": "latgale"}, {"starts": "2026-11-25T09:00", "ends": "2026-11-25T17:00"}]}]
/// ```
///
/// A text is a plain string; an empty one is no value at all.
public final class AuditCodec {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AuditCodec() {}

    public static String json(List<Change> changes) {
        var all = NODES.arrayNode();
        for (var change : changes) {
            var object = all.addObject().put("field", change.field());
            object.set("before", node(change.before()));
            object.set("after", node(change.after()));
        }
        return JSON.writeValueAsString(all);
    }

    /// @throws IllegalArgumentException if it is not what [#json] wrote
    public static List<Change> changes(String json) {
        return JSON.readTree(json)
                .valueStream()
                .map(change -> new Change(
                        change.required("field").asString(),
                        read(change.required("before")),
                        read(change.required("after"))))
                .toList();
    }

    private static JsonNode node(Optional<AuditValue> value) {
        return value.map(AuditCodec::node).orElse(NODES.stringNode(""));
    }

    private static JsonNode node(AuditValue value) {
        var object = NODES.objectNode();
        return switch (value) {
            case AuditValue.Text(var text) -> NODES.stringNode(text);
            case AuditValue.Several(var values) -> array(values);
            case AuditValue.Word(var list, var code) -> object.put("word", code).put("list", list);
            case AuditValue.Mark(var isSet) -> object.put("mark", isSet);
            case AuditValue.Seconds(var seconds) -> object.put("seconds", seconds);
            case AuditValue.Person(var consultant) -> object.put("consultant", consultant.value());
            case AuditValue.Scope(DutyScope.OfRegion(var region)) ->
                object.put("region", region.name().toLowerCase(Locale.ROOT));
            case AuditValue.Scope(DutyScope.OfLine(var line)) -> object.put("line", line.value());
            case AuditValue.Scope(DutyScope.CoordinatorOnCall()) -> object.put("coordination", true);
            case AuditValue.Day(var date) -> object.put("date", date.toString());
            case AuditValue.Moment(var at) -> object.put("at", at.toString());
            case AuditValue.Span(var span) ->
                object.put("starts", span.start().toString())
                        .put("ends", span.end().toString());
            case AuditValue.Interval(var start, var end) ->
                object.put("at", start.toString()).put("until", end.toString());
            case AuditValue.Weekly(var span) ->
                object.put("weekday", span.day().name())
                        .put("starts", span.start().toString())
                        .put("ends", span.end().toString());
            case AuditValue.Days(var from, var until) -> {
                object.put("from", from.toString());
                until.ifPresent(end -> object.put("until", end.toString()));
                yield object;
            }
            case AuditValue.EveryWeeks(var weeks) -> object.put("everyWeeks", weeks);
        };
    }

    private static ArrayNode array(List<AuditValue> values) {
        var array = NODES.arrayNode();
        values.forEach(each -> array.add(node(each)));
        return array;
    }

    private static Optional<AuditValue> read(JsonNode node) {
        return node.isString() && node.asString().isEmpty() ? Optional.empty() : Optional.of(value(node));
    }

    private static AuditValue value(JsonNode node) {
        if (node.isString()) {
            return new AuditValue.Text(node.asString());
        }
        if (node.isArray()) {
            return new AuditValue.Several(
                    node.valueStream().map(AuditCodec::value).toList());
        }
        return ofObject(node);
    }

    private static AuditValue ofObject(JsonNode node) {
        if (node.has("weekday")) {
            return new AuditValue.Weekly(new WeeklySpan(
                    DayOfWeek.valueOf(text(node, "weekday")),
                    LocalTime.parse(text(node, "starts")),
                    LocalTime.parse(text(node, "ends"))));
        }
        return switch (node.propertyNames().iterator().next()) {
            case "word" -> new AuditValue.Word(text(node, "list"), text(node, "word"));
            case "mark" -> new AuditValue.Mark(node.required("mark").asBoolean());
            case "seconds" -> new AuditValue.Seconds(node.required("seconds").asInt());
            case "consultant" ->
                new AuditValue.Person(
                        new ConsultantId(node.required("consultant").asInt()));
            case "region" ->
                new AuditValue.Scope(new DutyScope.OfRegion(
                        Region.valueOf(text(node, "region").toUpperCase(Locale.ROOT))));
            case "line" -> new AuditValue.Scope(new DutyScope.OfLine(new LineId(text(node, "line"))));
            case "coordination" -> new AuditValue.Scope(new DutyScope.CoordinatorOnCall());
            case "date" -> new AuditValue.Day(LocalDate.parse(text(node, "date")));
            case "at" -> {
                var at = Instant.parse(text(node, "at"));
                yield node.has("until")
                        ? new AuditValue.Interval(at, Instant.parse(text(node, "until")))
                        : new AuditValue.Moment(at);
            }
            case "starts" ->
                new AuditValue.Span(new LocalSpan(
                        LocalDateTime.parse(text(node, "starts")), LocalDateTime.parse(text(node, "ends"))));
            case "from" ->
                new AuditValue.Days(
                        LocalDate.parse(text(node, "from")),
                        Optional.ofNullable(node.get("until"))
                                .map(JsonNode::asString)
                                .map(LocalDate::parse));
            case "everyWeeks" ->
                new AuditValue.EveryWeeks(node.required("everyWeeks").asInt());
            case String other -> throw new IllegalArgumentException("audit: no value has a " + other);
        };
    }

    private static String text(JsonNode node, String key) {
        return node.required(key).asString();
    }
}
