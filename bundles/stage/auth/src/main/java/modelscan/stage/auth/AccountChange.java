package modelscan.stage.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** What an administrator writes about an account; every word of it is known here or refused. */
final class AccountChange {
    static final String BUDGETS = "budgets";

    private static final Set<String> TIES = Set.of("user", "team", "project");
    private static final Set<String> KEY_WORDS = union(List.of(AccountForm.WORDS, TIES, Set.of("expires", "admin", BUDGETS)));
    private static final Set<String> OTHER_WORDS = union(List.of(AccountForm.WORDS, Set.of("id", BUDGETS)));
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,62}");

    private AccountChange() {
    }

    /** The id of a user, team or project: the one that is given, or its name if that can be one. */
    static String id(Kind kind, JsonNode body) {
        Fields fields = Fields.of(body, kind.word(), OTHER_WORDS);
        String id = fields.optionalText("id").orElseGet(() -> fields.text("name"));
        if (!ID.matcher(id).matches()) {
            throw AccountForm.refuse(kind.word() + ": 'id', or 'name' where there is none, must be up to 63 letters, digits and . _ @ + -,"
                    + " and begin with a letter or digit", "id");
        }
        return id;
    }

    /** The account as written; {@code access} is what a key has beside. */
    static Account read(JsonNode body, Account.About about, Optional<Access> access) {
        Kind kind = about.kind();
        Fields fields = Fields.of(body, kind.word(), kind == Kind.KEY ? KEY_WORDS : OTHER_WORDS);
        String name = AccountForm.name(fields, "name", fields.optionalText("name").orElse(about.id()));
        if (fields.optionalText("id").filter(id -> !id.equals(about.id())).isPresent()) {
            throw AccountForm.refuse(kind.word() + ": 'id' cannot be changed", "id");
        }
        Account.About named = new Account.About(kind, about.id(), name, about.created());
        return new Account(named, AccountForm.rights(fields), AccountForm.limits(fields), AccountForm.tags(fields),
                fields.flag("disabled").orElse(false), access.map(known -> access(fields, known)));
    }

    /** What can be written of an account, as {@link #read} reads it. */
    static ObjectNode form(Account account) {
        ObjectNode form = Json.object();
        AccountForm.write(account, form);
        account.access().ifPresent(access -> {
            form.put("user", access.ties().user().orElse(null));
            form.put("team", access.ties().team().orElse(null));
            form.put("project", access.ties().project().orElse(null));
            form.put("expires", access.expires().map(Instant::toString).orElse(null));
        });
        return form;
    }

    /** The account with these changes: what is not named stays, null takes away. */
    static Account changed(Account account, JsonNode changes) {
        Fields.of(changes, account.kind().word(), account.kind() == Kind.KEY ? KEY_WORDS : OTHER_WORDS);
        ObjectNode form = form(account);
        merge(form, (ObjectNode) changes);
        return read(form, account.about(), account.access());
    }

    private static void merge(ObjectNode form, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue() instanceof ObjectNode inner && form.get(change.getKey()) instanceof ObjectNode known) {
                merge(known, inner);
            } else {
                form.set(change.getKey(), change.getValue());
            }
        }
    }

    private static Access access(Fields fields, Access known) {
        if (fields.flag("admin").orElse(false)) {
            throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED, "key: 'admin' can only be false; the management API takes the "
                    + "token in conf/admin.token and no keys").at("admin"));
        }
        Access.Ties ties = new Access.Ties(tie(fields, "user"), tie(fields, "team"), tie(fields, "project"));
        return new Access(ties, fields.value("expires").map(node -> time(fields, node)), known.mark(), known.former());
    }

    private static Optional<String> tie(Fields fields, String key) {
        return fields.optionalText(key).map(text -> AccountForm.name(fields, key, text));
    }

    private static Instant time(Fields fields, JsonNode node) {
        try {
            if (node.isNumber()) {
                return Instant.ofEpochSecond(new BigDecimal(node.asText()).longValueExact());
            }
            String text = fields.text("expires");
            return text.indexOf('T') < 0 ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw AccountForm.refuse(fields.place() + ": 'expires' must be a time such as 2027-01-31T12:00:00Z, a day such as "
                    + "2027-01-31 or seconds since 1970", "expires");
        }
    }

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
