package modelscan.stage.budget;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists budgets with what is spent of them, and adds one. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.METHOD + "=POST", Endpoint.PATH + "=/api/budgets",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class BudgetList implements Endpoint {
    static final String JSON = "application/json";
    private static final int PAGE = 500;

    private final BudgetBook book;

    /** A new one. */
    @Activate
    public BudgetList(@Reference BudgetBook book) {
        this.book = book;
    }

    @Override
    public void serve(Call call) throws IOException {
        if (call.method().equals("POST")) {
            Budget fresh = BudgetForm.read(Json.read(call.body()), Optional.empty()).named(BudgetBook.nextId());
            Budget put = book.telling(new Audit.Change(call.principal().id(), "budget.created", fresh.id(), NullNode.getInstance(),
                    BudgetForm.json(fresh)), () -> book.put(fresh));
            call.answer(201, JSON, Json.write(BudgetForm.json(book.standing(put.id()).orElseThrow())));
            return;
        }
        List<Budget> wanted = book.all().stream().filter(budget -> matches(call, budget)).limit(PAGE + 1).toList();
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        wanted.stream().limit(PAGE).forEach(budget -> book.standing(budget.id())
                .ifPresent(standing -> data.add(BudgetForm.json(standing))));
        body.put("next", wanted.size() > PAGE ? wanted.get(PAGE - 1).id() : null);
        call.answer(200, JSON, Json.write(body));
    }

    private static boolean matches(Call call, Budget budget) {
        return call.query("scope").filter(scope -> !scope.equals(budget.scope().word())).isEmpty()
                && call.query("owner").filter(owner -> !owner.equals(budget.owner())).isEmpty()
                && call.query("cursor").filter(id -> budget.id().compareTo(id) <= 0).isEmpty();
    }
}
