package modelscan.stage.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Standing;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows, changes or takes away a budget. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.METHOD + "=PATCH", Endpoint.METHOD + "=DELETE",
        Endpoint.PATH + "=/api/budgets/{id}", Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class OneBudget implements Endpoint {
    private final BudgetBook book;

    /** A new one. */
    @Activate
    public OneBudget(@Reference BudgetBook book) {
        this.book = book;
    }

    @Override
    public void serve(Call call) throws IOException {
        String id = call.variables().get("id");
        Standing standing = book.standing(id).orElseThrow(() -> new FailureException(
                Failure.of(ErrorCode.NOT_FOUND, "there is no budget '" + id + "'").at("id")));
        switch (call.method()) {
            case "PATCH" -> {
                Budget wanted = BudgetForm.read(Json.read(call.body()), Optional.of(standing.budget()));
                Budget changed = told(call, "changed", standing.budget(), BudgetForm.json(wanted), () -> book.put(wanted));
                answer(call, book.standing(changed.id()).orElse(standing));
            }
            case "DELETE" -> {
                told(call, "deleted", standing.budget(), NullNode.getInstance(), () -> book.remove(id));
                answer(call, standing);
            }
            default -> answer(call, standing);
        }
    }

    private <T> T told(Call call, String what, Budget before, JsonNode after, Supplier<T> work) {
        return book.telling(new Audit.Change(call.principal().id(), "budget." + what, before.id(), BudgetForm.json(before), after), work);
    }

    private static void answer(Call call, Standing standing) throws IOException {
        call.answer(200, BudgetList.JSON, Json.write(BudgetForm.json(standing)));
    }
}
