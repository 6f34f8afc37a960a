package modelscan.stage.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** An account as the store keeps it. */
final class AccountRecord {
    private AccountRecord() {
    }

    static ObjectNode write(Account account) {
        ObjectNode form = Json.object().put("kind", account.kind().word()).put("id", account.id())
                .put("created", account.about().created().toString());
        AccountForm.write(account, form);
        account.access().ifPresent(access -> {
            form.put("mark", access.mark().hex());
            access.ties().user().ifPresent(user -> form.put("user", user));
            access.ties().team().ifPresent(team -> form.put("team", team));
            access.ties().project().ifPresent(project -> form.put("project", project));
            access.expires().ifPresent(end -> form.put("expires", end.toString()));
            access.former().ifPresent(former -> form.put("former", former.mark().hex()).put("until", former.until().toString()));
        });
        return form;
    }

    static Account read(JsonNode node) {
        Fields fields = Fields.open(node, "stored account");
        Kind kind = Kind.of(fields.text("kind")).orElseThrow();
        Account.About about = new Account.About(kind, fields.text("id"), fields.text("name"), Instant.parse(fields.text("created")));
        return new Account(about, AccountForm.rights(fields), AccountForm.limits(fields), AccountForm.tags(fields),
                fields.flag("disabled").orElse(false), kind == Kind.KEY ? Optional.of(access(fields)) : Optional.empty());
    }

    private static Access access(Fields fields) {
        Access.Ties ties = new Access.Ties(fields.optionalText("user"), fields.optionalText("team"), fields.optionalText("project"));
        return new Access(ties, fields.optionalText("expires").map(Instant::parse), Mark.of(fields.text("mark")),
                fields.optionalText("former").map(mark -> new Access.Former(Mark.of(mark), Instant.parse(fields.text("until")))));
    }
}
