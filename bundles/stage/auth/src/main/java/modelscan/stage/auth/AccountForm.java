package modelscan.stage.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** What all kinds of accounts say in JSON: rights, limits, tags. */
final class AccountForm {
    static final Set<String> WORDS = Set.of("name", "models", "operations", "tools", "limits", "tags", "disabled", "priority");

    private static final String CONCURRENT = "concurrent";
    private static final Set<String> LIMITS = Stream.concat(Arrays.stream(Rate.values()).map(Rate::word), Stream.of(CONCURRENT))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> OPERATIONS = Arrays.stream(Operation.values()).map(Operation::word)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> PRIORITIES = Arrays.stream(Priority.values()).map(Priority::word)
            .collect(Collectors.toUnmodifiableSet());
    private static final int MOST_NAMES = 1000;
    private static final int LONGEST_NAME = 200;

    private AccountForm() {
    }

    static Rights rights(Fields fields) {
        Optional<Set<Operation>> operations = names(fields, "operations", name -> Operation.of(name)
                .orElseThrow(() -> fields.notAllowed("operations", name, OPERATIONS)))
                .map(list -> list.isEmpty() ? Set.of() : EnumSet.copyOf(list));
        Optional<Priority> priority = fields.optionalText("priority").map(word -> Priority.of(word)
                .orElseThrow(() -> fields.notAllowed("priority", word, PRIORITIES)));
        return new Rights(names(fields, "models", ModelRule::of), operations, names(fields, "tools", Glob::of), priority);
    }

    static Limits limits(Fields fields) {
        Optional<Fields> limits = fields.object("limits", LIMITS);
        if (limits.isEmpty()) {
            return Limits.NONE;
        }
        Map<Rate, Long> most = new EnumMap<>(Rate.class);
        for (Rate rate : Rate.values()) {
            limits.get().value(rate.word()).ifPresent(node -> most.put(rate, count(limits.get(), rate.word(), node)));
        }
        Optional<Integer> concurrent = limits.get().count(CONCURRENT);
        return new Limits(most, concurrent.isPresent() ? OptionalInt.of(concurrent.get()) : OptionalInt.empty());
    }

    static Set<String> tags(Fields fields) {
        return new HashSet<>(names(fields, "tags", Function.identity()).orElse(List.of()));
    }

    /** A text of bounded length that is not blank. */
    static String name(Fields fields, String key, String text) {
        if (text.isBlank() || text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw refuse(fields.place() + ": '" + key + "' holds a name that is blank, longer than " + LONGEST_NAME
                    + " characters or not to be printed", key);
        }
        return text;
    }

    static FailureException refuse(String why, String field) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, why).at(field));
    }

    /** Writes what {@link #rights}, {@link #limits} and {@link #tags} read. */
    static void write(Account account, ObjectNode form) {
        form.put("name", account.about().name());
        list(form, "models", account.rights().models().map(rules -> rules.stream().map(ModelRule::text)));
        list(form, "operations", account.rights().operations().map(operations -> operations.stream().map(Operation::word)));
        list(form, "tools", account.rights().tools().map(tools -> tools.stream().map(Glob::text)));
        form.put("priority", account.rights().priority().map(Priority::word).orElse(null));
        ObjectNode limits = form.putObject("limits");
        account.limits().most().forEach((rate, most) -> limits.put(rate.word(), most));
        account.limits().concurrent().ifPresent(most -> limits.put(CONCURRENT, most));
        list(form, "tags", Optional.of(account.tags().stream().sorted()));
        form.put("disabled", account.disabled());
    }

    /** Whether it fits into the store. */
    static Account bounded(Account account) {
        if (AccountRecord.write(account).toString().length() > AccountTable.LONGEST) {
            throw new FailureException(Failure.of(ErrorCode.TOO_LARGE, "that is more than " + AccountTable.LONGEST
                    + " characters; use patterns such as groq/* instead of long lists"));
        }
        return account;
    }

    private static long count(Fields fields, String key, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw refuse(fields.place() + ": '" + key + "' must be a whole number from 0", key);
        }
        return node.longValue();
    }

    private static <T> Optional<List<T>> names(Fields fields, String key, Function<String, T> reader) {
        if (fields.value(key).isEmpty()) {
            return Optional.empty();
        }
        List<T> list = new ArrayList<>();
        for (String text : fields.texts(key)) {
            list.add(reader.apply(name(fields, key, text)));
        }
        if (list.size() > MOST_NAMES) {
            throw refuse(fields.place() + ": '" + key + "' holds more than " + MOST_NAMES + " names", key);
        }
        return Optional.of(List.copyOf(list));
    }

    private static void list(ObjectNode form, String key, Optional<Stream<String>> texts) {
        if (texts.isEmpty()) {
            form.putNull(key);
            return;
        }
        ArrayNode list = Json.array();
        texts.get().forEach(list::add);
        form.set(key, list);
    }
}
