namespace CovidClassifier.Auditing.Context;

/// <summary>One question asked of the data. A new audit is a new implementation and its line in <see cref="DataAudit"/>.</summary>
internal interface IAudit
{
    AuditFinding Run(AuditContext context, CancellationToken cancellationToken);
}
