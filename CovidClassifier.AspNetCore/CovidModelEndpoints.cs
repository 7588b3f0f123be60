using CovidClassifier.AspNetCore.Endpoints;
using CovidClassifier.AspNetCore.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CovidClassifier.AspNetCore;

/// <summary>Puts the model that <see cref="CovidModelServices"/> added under an application's addresses. For research and teaching only, never for
/// diagnosis.</summary>
public static class CovidModelEndpoints
{
    private const int DefaultSide = 768, MostSide = 2048;

    // what is named before it is for readers; an image is told by its bytes
    private const string Anything = "*/*";

    // the others score hundreds of copies of an image while everybody waits
    private static readonly ExplanationMethod[] Quick = [ExplanationMethod.HiResCam, ExplanationMethod.GradCam, ExplanationMethod.ClassActivationMap];

    /// <summary>
    /// Maps <c>POST predict</c> and <c>POST explain</c>, each with an image as body or as the one file of a form, and <c>GET model</c>. Answers are JSON,
    /// failures are problem details (RFC 9457): 400 and 422 what cannot be read, 408 and 413 what is too slow or too long, 503 with Retry-After when there is
    /// no room. Nothing is written to the disk, and no image is kept.
    /// </summary>
    /// <param name="routes">The application.</param>
    /// <param name="prefix">Where.</param>
    /// <returns>For conventions of the application's own, for example authorization.</returns>
    public static RouteGroupBuilder MapCovidModel(this IEndpointRouteBuilder routes, string prefix = "/api")
    {
        ArgumentNullException.ThrowIfNull(routes);
        RouteGroupBuilder group = routes.MapGroup(prefix).WithTags("CovidClassifier");
        group.MapPost("/predict", Predict).DisableAntiforgery()
            .WithName("predict").WithSummary("Classifies an X-ray: the body is the file, or a form with one file. For research, never for diagnosis.")
            .Accepts<Stream>("application/octet-stream", "image/jpeg", "image/png", "image/tiff", "application/dicom", "multipart/form-data", Anything)
            .Produces<PredictionAnswer>().ProducesFailures();
        group.MapPost("/explain", Explain).DisableAntiforgery()
            .WithName("explain").WithSummary("Shows which places of an X-ray speak for a label: JSON, or the overlay for Accept: image/png.")
            .Accepts<Stream>("application/octet-stream", "image/jpeg", "image/png", "image/tiff", "application/dicom", "multipart/form-data", Anything)
            .Produces<ExplanationAnswer>().ProducesFailures();
        group.MapGet("/model", (ServedModel model) => Results.Json(ModelAnswer.Of(model.Version), AnswerJson.Default.ModelAnswer))
            .WithName("model").WithSummary("The model that is served: version, classes, threshold, card with audits.").Produces<ModelAnswer>();
        return group;
    }

    private static Task<IResult> Predict(HttpContext context, ServedModel model, IOptions<CovidModelOptions> options) => Failures.Answer(context, async () =>
    {
        using Admission.Place place = model.Enter();
        XRayImage image = await Upload.ImageOf(context, options.Value).ConfigureAwait(false);
        Answer<IReadOnlyList<PredictionOutcome>> answer = await model.PredictAsync([image], place, context.RequestAborted).ConfigureAwait(false);
        PredictionOutcome outcome = answer.Value[0];
        return outcome.IsPredicted
            ? Results.Json(PredictionAnswer.Of(outcome.Prediction, answer.Model), AnswerJson.Default.PredictionAnswer)
            : throw outcome.Error;
    }, Problem);

    private static Task<IResult> Explain(HttpContext context, ServedModel model, IOptions<CovidModelOptions> options, string? label, string? method,
        int? side) =>
        Failures.Answer(context, async () =>
        {
            using Admission.Place place = model.Enter();
            int longestSide = side is null or (>= 1 and <= MostSide) ? side ?? DefaultSide
                : throw new UploadException(StatusCodes.Status400BadRequest, FormattableString.Invariant($"side must be 1 to {MostSide}, got {side}."));
            ExplanationMethod how = Quick.FirstOrDefault(m => m.Name == (method ?? Quick[0].Name))
                ?? throw new UploadException(StatusCodes.Status400BadRequest, $"method must be one of: {string.Join(", ", Quick.Select(m => m.Name))}.");
            XRayImage image = await Upload.ImageOf(context, options.Value).ConfigureAwait(false);
            bool isPicture = context.Request.Headers.Accept.ToString().StartsWith("image/png", StringComparison.OrdinalIgnoreCase);
            Answer<(ExplanationAnswer? Json, byte[]? Png)> answer = await model.AskAsync<(ExplanationAnswer?, byte[]?)>((asked, token) =>
            {
                ImageExplanation explanation = asked.Explain(image, label, how, cancellationToken: token);
                if (isPicture)
                {
                    return (null, explanation.ToPng(longestSide));
                }

                // an explanation does not ask the guard
                Prediction prediction = model.Version.Card.Guard is null ? explanation.Prediction : asked.Predict(image, token);
                return (ExplanationAnswer.Of(explanation, prediction, longestSide, model.Version), null);
            }, place, context.RequestAborted).ConfigureAwait(false);
            return answer.Value.Png is { } png ? Results.Bytes(png, "image/png") : Results.Json(answer.Value.Json, AnswerJson.Default.ExplanationAnswer);
        }, Problem);

    private static RouteHandlerBuilder ProducesFailures(this RouteHandlerBuilder route) => route
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status408RequestTimeout)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static IResult Problem(int status, string sentence) => Results.Problem(detail: sentence, statusCode: status);
}
