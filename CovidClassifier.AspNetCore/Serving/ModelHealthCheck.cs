using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CovidClassifier.AspNetCore.Serving;

/// <summary>Healthy while the model answers; degraded while its file is another one that cannot be loaded.</summary>
internal sealed class ModelHealthCheck(ModelWorker worker, ModelFile file) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        worker.Version is not { } version || worker.ExecuteTask is { IsCompleted: true } ? HealthCheckResult.Unhealthy("No model is served.")
        : file.Trouble is { } trouble ? HealthCheckResult.Degraded($"Version {version.Version} is served on: {trouble}")
        : HealthCheckResult.Healthy($"Version {version.Version} is served."));
}
