package modelscan.stage.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Budgets;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Does what administrators ask for: makes, changes and deletes accounts together with their budgets. */
@Component(service = Desk.class)
public final class Desk {
    private static final Set<String> ROTATION = Set.of("grace");

    private final Directory directory;
    private final Optional<Budgets> budgets;
    private final Trail trail;
    private final KeyText texts = new KeyText();

    @Activate
    public Desk(@Reference Directory directory, @Reference(cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY) Budgets budgets, @Reference Trail trail) {
        this.directory = directory;
        this.budgets = Optional.ofNullable(budgets);
        this.trail = trail;
    }

    /** The same, in somebody's name. */
    Desk by(String actor) {
        return new Desk(directory, budgets.orElse(null), trail.of(actor));
    }

    /** A new account; the text of a key is told this once. */
    ObjectNode make(Kind kind, JsonNode body) {
        Instant now = directory.clock().instant();
        String text = texts.next();
        boolean key = kind == Kind.KEY;
        String id = key ? texts.nextId(now.toEpochMilli()) : AccountChange.id(kind, body);
        Optional<Access> access = key ? Optional.of(new Access(new Access.Ties(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(), directory.now().pepper().mark(text), Optional.empty())) : Optional.empty();
        Account account = resolved(AccountChange.read(body, new Account.About(kind, id, id, now), access));
        Optional<List<Budget>> given = BudgetForm.read(kind, id, body);
        if (directory.account(kind, id).isPresent()) {
            throw new FailureException(Failure.of(ErrorCode.CONFLICT, "there is already a " + kind.word() + " '" + id + "'").at("id"));
        }
        ObjectNode form = trail.telling(kind, id, "created", trail.nothing(), told(account, given), () -> {
            // Budgets first: one without its key does no harm, a key without its budget does.
            given.ifPresent(list -> replace(kind, id, list));
            return form(directory.add(account));
        });
        return key ? form.put("key", text) : form;
    }

    /** An account with these changes. */
    ObjectNode change(Kind kind, String id, JsonNode body) {
        Account before = existing(kind, id);
        Account changed = resolved(AccountChange.changed(before, body));
        Optional<List<Budget>> given = BudgetForm.read(kind, id, body);
        AccountForm.bounded(changed);
        return trail.telling(kind, id, "changed", told(before, Optional.empty()), told(changed, given), () -> {
            given.ifPresent(list -> replace(kind, id, list));
            return form(directory.change(kind, id, account -> resolved(AccountChange.changed(account, body))));
        });
    }

    /** An account and its budgets are no more. */
    void delete(Kind kind, String id) {
        trail.telling(kind, id, "deleted", told(existing(kind, id), Optional.empty()), trail.nothing(), () -> {
            directory.remove(kind, id);
            budgets.filter(known -> !known.of(kind.scope(), id).isEmpty()).ifPresent(known -> known.replace(kind.scope(), id, List.of()));
            return id;
        });
    }

    /** A key gets another text; the old one is taken for as many seconds more as {@code grace} says. */
    ObjectNode rotate(String id, JsonNode body) {
        Fields fields = Fields.of(body, "rotation", ROTATION);
        String text = texts.next();
        Mark mark = directory.now().pepper().mark(text);
        Instant now = directory.clock().instant();
        Instant until = end(now, fields.count("grace").orElse(0));
        Account before = existing(Kind.KEY, id);
        Account rotated = before.with(before.asKey().rotated(mark, now, until));
        return trail.telling(Kind.KEY, id, "rotated", told(before, Optional.empty()), told(rotated, Optional.empty()), () ->
                form(directory.change(Kind.KEY, id, account -> account.with(account.asKey().rotated(mark, now, until))))).put("key", text);
    }

    ObjectNode show(Kind kind, String id) {
        return form(existing(kind, id));
    }

    /** An account for administrators; nothing in it leads to the text of a key. */
    ObjectNode form(Account account) {
        ObjectNode form = Json.object().put("id", account.id());
        form.setAll(AccountChange.form(account));
        budgets.ifPresent(known -> form.set(AccountChange.BUDGETS, BudgetForm.write(known.of(account.kind().scope(), account.id()))));
        form.put("created", account.about().created().toString());
        account.access().ifPresent(access -> {
            access.former().ifPresent(former -> form.put("former_until", former.until().toString()));
            ArrayNode warnings = form.putArray("warnings");
            for (Kind kind : Kind.values()) {
                access.ties().of(kind).filter(id -> directory.account(kind, id).isEmpty()).ifPresent(id -> warnings.add(
                        "there is no " + kind.word() + " '" + id + "': it is only a name in reports and limits nothing"));
            }
        });
        return form;
    }

    /** An account with its budgets, as the trail keeps it; nothing in it leads to the text of a key. */
    private ObjectNode told(Account account, Optional<List<Budget>> given) {
        ObjectNode form = AccountChange.form(account);
        List<Budget> all = given.orElseGet(() -> budgets.map(known -> known.of(account.kind().scope(), account.id())).orElse(List.of()));
        form.set(AccountChange.BUDGETS, BudgetForm.write(all));
        account.access().flatMap(Access::former).ifPresent(former -> form.put("former_until", former.until().toString()));
        return form;
    }

    private Account existing(Kind kind, String id) {
        return directory.account(kind, id).orElseThrow(() -> Directory.missing(kind, id));
    }

    private void replace(Kind kind, String id, List<Budget> list) {
        budgets.orElseThrow(() -> new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "nothing is installed here that keeps budgets")
                .at(AccountChange.BUDGETS))).replace(kind.scope(), id, list);
    }

    /** Ties by id, also where the name was written. */
    private Account resolved(Account account) {
        return account.access().map(access -> account.with(new Access(new Access.Ties(access.ties().user().map(user ->
                id(Kind.USER, user)), access.ties().team().map(team -> id(Kind.TEAM, team)), access.ties().project().map(project ->
                id(Kind.PROJECT, project))), access.expires(), access.mark(), access.former()))).orElse(account);
    }

    private String id(Kind kind, String name) {
        if (directory.account(kind, name).isPresent()) {
            return name;
        }
        List<String> named = directory.after(kind, "").stream().map(Seat::account).filter(account -> account.about().name().equals(name))
                .map(Account::id).limit(2).toList();
        if (named.size() > 1) {
            throw AccountForm.refuse("there are several of the name '" + name + "'; write the id of the " + kind.word(), kind.word());
        }
        return named.isEmpty() ? name : named.getFirst();
    }

    private static Instant end(Instant now, int seconds) {
        try {
            return now.plus(Duration.ofSeconds(seconds));
        } catch (DateTimeException | ArithmeticException tooLate) {
            throw AccountForm.refuse("rotation: 'grace' is too long", "grace");
        }
    }
}
