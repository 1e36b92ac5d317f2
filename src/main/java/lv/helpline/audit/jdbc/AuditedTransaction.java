package lv.helpline.audit.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import lv.helpline.audit.EditTransaction;
import lv.helpline.shared.EditResult;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs an edit in one transaction with its entry in the audit, and turns a broken constraint into a refusal that
/// carries the constraint's name.
@Component
public final class AuditedTransaction implements EditTransaction {

    /// A domain names its constraint in the message only.
    private static final Pattern CONSTRAINT = Pattern.compile("constraint \"([a-z0-9_]+)\"");

    private final TransactionTemplate transaction;

    public AuditedTransaction(PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
    }

    /// What is not [EditResult.Done] is rolled back.
    public EditResult run(Supplier<EditResult> edit) {
        return run(edit, EditResult.Done.class::isInstance, EditResult.Refused::new);
    }

    @Override
    public <R> R run(Supplier<R> edit, Predicate<R> stands, Function<String, R> refused) {
        try {
            return transaction.execute(status -> {
                var result = edit.get();
                if (!stands.test(result)) {
                    status.setRollbackOnly();
                }
                return result;
            });
        } catch (DataAccessException broken) {
            return ruleOf(broken).map(refused).orElseThrow(() -> broken);
        }
    }

    private static Optional<String> ruleOf(DataAccessException refused) {
        if (!(refused.getMostSpecificCause() instanceof PSQLException error) || !isOfAConstraint(error)) {
            return Optional.empty();
        }
        var server = error.getServerErrorMessage();
        if (server != null && server.getConstraint() != null) {
            return Optional.of(server.getConstraint());
        }
        var named = CONSTRAINT.matcher(String.valueOf(error.getMessage()));
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    private static boolean isOfAConstraint(SQLException error) {
        return String.valueOf(error.getSQLState()).startsWith("23");
    }
}
