package modelscan.stage.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists and makes keys, users, teams and projects. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.METHOD + "=POST", Endpoint.PATH + "=/api/keys",
        Endpoint.PATH + "=/api/users", Endpoint.PATH + "=/api/teams", Endpoint.PATH + "=/api/projects",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class Accounts implements Endpoint {
    static final String JSON = "application/json";

    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final List<Kind> TIES = List.of(Kind.USER, Kind.TEAM, Kind.PROJECT);

    private final Directory directory;
    private final Desk desk;

    @Activate
    public Accounts(@Reference Directory directory, @Reference Desk desk) {
        this.directory = directory;
        this.desk = desk;
    }

    @Override
    public void serve(Call call) throws IOException {
        Kind kind = Kind.at(call.path());
        if (call.method().equals("POST")) {
            call.answer(201, JSON, Json.write(desk.by(call.principal().id()).make(kind, Json.readObject(call.body()))));
        } else {
            call.answer(200, JSON, Json.write(page(kind, call)));
        }
    }

    private ObjectNode page(Kind kind, Call call) {
        int size = call.query("limit").map(Accounts::size).orElse(PAGE);
        Predicate<Account> wanted = wanted(kind, call);
        ObjectNode page = Json.object();
        ArrayNode data = page.putArray("data");
        Iterator<Seat> seats = directory.after(kind, call.query("cursor").orElse("")).iterator();
        String last = null;
        while (seats.hasNext()) {
            Account account = seats.next().account();
            if (wanted.test(account)) {
                if (data.size() == size) {
                    return page.put("next", last);
                }
                data.add(desk.form(account));
                last = account.id();
            }
        }
        return page.putNull("next");
    }

    private static Predicate<Account> wanted(Kind kind, Call call) {
        Predicate<Account> wanted = _ -> true;
        for (Kind tie : TIES) {
            Optional<String> id = call.query(tie.word());
            if (id.isPresent() && kind == Kind.KEY) {
                wanted = wanted.and(account -> account.asKey().ties().of(tie).equals(id));
            }
        }
        return wanted;
    }

    private static int size(String text) {
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > LARGEST_PAGE) {
            throw AccountForm.refuse("'limit' is a number from 1 to " + LARGEST_PAGE, "limit");
        }
        return Integer.parseInt(text);
    }
}
