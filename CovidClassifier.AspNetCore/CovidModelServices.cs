using CovidClassifier.AspNetCore.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CovidClassifier.AspNetCore;

/// <summary>Adds a model to an application's services.</summary>
public static class CovidModelServices
{
    /// <summary>
    /// Serves the model in a file: <see cref="ServedModel"/> for the application's own code, the endpoints of <see cref="CovidModelEndpoints"/>, a health check
    /// (<c>covid-model</c>, tagged <c>ready</c>), a meter and activities (<see cref="CovidModelTelemetry"/>). The file is loaded when the application starts,
    /// which fails where it cannot be.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="modelPath">The model's zip.</param>
    /// <param name="configure">Changes the defaults; null leaves them.</param>
    public static IServiceCollection AddCovidModel(this IServiceCollection services, string modelPath, Action<CovidModelOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelPath);
        return services.AddCovidModel(options =>
        {
            options.ModelPath = modelPath;
            configure?.Invoke(options);
        });
    }

    /// <summary>The same with the file among the options, for example bound to the configuration.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configure">Sets <see cref="CovidModelOptions.ModelPath"/> at least.</param>
    /// <exception cref="InvalidOperationException">There is a model already: an application serves one.</exception>
    public static IServiceCollection AddCovidModel(this IServiceCollection services, Action<CovidModelOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(s => s.ServiceType == typeof(ServedModel)))
        {
            throw new InvalidOperationException("An application serves one model, and AddCovidModel has been called already.");
        }

        services.AddOptions<CovidModelOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CovidModelOptions>, OptionsValidation>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(s => new Admission(s.GetRequiredService<IOptions<CovidModelOptions>>().Value.Capacity));
        services.AddSingleton<ServingMetrics>();
        services.AddSingleton<ModelWorker>();
        services.AddHostedService(s => s.GetRequiredService<ModelWorker>());
        services.AddSingleton<ModelFile>();
        services.AddHostedService(s => s.GetRequiredService<ModelFile>());
        services.AddSingleton(s => new ServedModel(s.GetRequiredService<ModelWorker>(), s.GetRequiredService<Admission>(),
            s.GetRequiredService<ServingMetrics>(), s.GetRequiredService<IOptions<CovidModelOptions>>(), s.GetRequiredService<ILogger<ServedModel>>()));
        services.AddHealthChecks().AddCheck<ModelHealthCheck>("covid-model", tags: ["ready"]);
        return services;
    }
}
