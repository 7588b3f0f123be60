using CovidClassifier.AspNetCore.Endpoints;
using CovidClassifier.AspNetCore.OpenInference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CovidClassifier.AspNetCore;

/// <summary>Speaks the Open Inference Protocol v2, so that clients of Triton and KServe work. For research and teaching only, never for diagnosis.</summary>
public static class OpenInferenceEndpoints
{
    /// <summary>
    /// Maps health, metadata and inference of the protocol (REST, with the binary tensor data extension). Inputs: <c>pixels</c>, FP32 [N,1,rows,columns], gray
    /// 0..255; or in its place <c>image</c>, BYTES [N], image files (base64 in JSON). Outputs: <c>Score</c>, FP32 [N,classes], and <c>PredictedLabels</c>,
    /// BYTES [N]. Failures are <c>{"error": "..."}</c>.
    /// </summary>
    /// <param name="routes">The application.</param>
    /// <param name="prefix">Where.</param>
    /// <returns>For conventions of the application's own, for example authorization.</returns>
    /// <remarks>The protocol: github.com/kserve/open-inference-protocol, specification/protocol/inference_rest.md; the extension: Triton's
    /// protocol/extension_binary_data.md.</remarks>
    public static RouteGroupBuilder MapOpenInference(this IEndpointRouteBuilder routes, string prefix = "/v2")
    {
        ArgumentNullException.ThrowIfNull(routes);
        RouteGroupBuilder group = routes.MapGroup(prefix).WithTags("Open Inference Protocol");
        group.MapGet("", () => Results.Json(
            new ServerMetadata("CovidClassifier", typeof(OpenInferenceEndpoints).Assembly.GetName().Version!.ToString(3), ["binary_tensor_data"]),
            OpenInferenceJson.Default.ServerMetadata));
        group.MapGet("/health/live", () => Results.Ok());
        group.MapGet("/health/ready", Ready);
        foreach (string model in (string[])["/models/{name}", "/models/{name}/versions/{version}"])
        {
            group.MapGet(model, (ServedModel served, string name, string? version) =>
                IsServed(served, name, version) ? Results.Json(ModelMetadata.Of(served.Version), OpenInferenceJson.Default.ModelMetadata)
                    : Unknown(name, version));
            group.MapGet(model + "/ready", (HealthCheckService health, ServedModel served, string name, string? version) =>
                IsServed(served, name, version) ? Ready(health) : Task.FromResult(Unknown(name, version)));
            group.MapPost(model + "/infer", (HttpContext context, ServedModel served, IOptions<CovidModelOptions> options, string name, string? version) =>
                IsServed(served, name, version) ? Infer(context, served, options.Value) : Task.FromResult(Unknown(name, version)))
                .Accepts<Stream>("application/json", "application/octet-stream", "*/*");
        }

        return group;
    }

    private static Task<IResult> Infer(HttpContext context, ServedModel model, CovidModelOptions options) => Failures.Answer(context, async () =>
    {
        try
        {
            return await new Inference(model, options).Answer(context).ConfigureAwait(false);
        }
        catch (InferenceException e)
        {
            return Error(StatusCodes.Status400BadRequest, e.Message);
        }
    }, Error);

    private static async Task<IResult> Ready(HealthCheckService health)
    {
        HealthReport report = await health.CheckHealthAsync(c => c.Tags.Contains("ready")).ConfigureAwait(false);
        return report.Status == HealthStatus.Unhealthy ? Error(StatusCodes.Status503ServiceUnavailable, "No model is served.") : Results.Ok();
    }

    private static bool IsServed(ServedModel served, string name, string? version) =>
        served.Version.Name == name && (version is null || version == served.Version.Version);

    private static IResult Unknown(string name, string? version) => Error(
        StatusCodes.Status404NotFound, version is null ? $"Model '{name}' is not served." : $"Model '{name}' is not served in version '{version}'.");

    private static IResult Error(int status, string sentence) =>
        Results.Json(new InferenceError(sentence), OpenInferenceJson.Default.InferenceError, statusCode: status);
}
