using CovidClassifier.AspNetCore.DicomWeb;
using CovidClassifier.AspNetCore.Endpoints;
using CovidClassifier.AspNetCore.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CovidClassifier.AspNetCore;

/// <summary>Speaks DICOMweb (DICOM PS3.18), so that an archive can send X-rays in and fetch the results. For research and teaching only, never for
/// diagnosis.</summary>
public static class DicomWebEndpoints
{
    /// <summary>
    /// Maps STOW-RS (<c>POST studies</c>, <c>POST studies/{study}</c>): each X-ray is classified, and the result kept as a Structured Report and a Secondary
    /// Capture of its study (<see cref="CovidModel.CreateDicomResult"/>); WADO-RS (<c>GET studies/{study}</c>, <c>.../series/{series}</c>,
    /// <c>.../instances/{instance}</c>) and QIDO-RS (<c>GET studies/{study}/instances</c>) give these results. The X-rays themselves are not kept; results are
    /// kept in memory, never on the disk, for as long and as many as the options say. They hold the patient's name: put it where only the archive can reach it.
    /// </summary>
    /// <param name="routes">The application.</param>
    /// <param name="prefix">Where.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <returns>For conventions of the application's own, for example authorization.</returns>
    public static RouteGroupBuilder MapDicomWeb(this IEndpointRouteBuilder routes, string prefix = "/dicomweb", DicomWebOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        options ??= new DicomWebOptions();
        var kept = new KeptResults(options, routes.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System);
        RouteGroupBuilder group = routes.MapGroup(prefix).WithTags("DICOMweb");
        foreach (string path in (string[])["/studies", "/studies/{study}"])
        {
            group.MapPost(path, (HttpContext context, ServedModel model, IOptions<CovidModelOptions> served, string? study) =>
                Store(context, model, served.Value, options, kept, $"{prefix}/studies", study))
                .DisableAntiforgery().Accepts<byte[]>("multipart/related", "*/*");
        }

        group.MapGet("/studies/{study}/instances", (string study) => Results.Bytes(DicomJson.Instances(kept.Of(study)), DicomJson.ContentType));
        group.MapGet("/studies/{study}", (HttpContext context, string study) => Retrieve(context, kept.Of(study)));
        group.MapGet("/studies/{study}/series/{series}", (HttpContext context, string study, string series) =>
            Retrieve(context, [.. kept.Of(study).Where(i => i.SeriesInstanceUid == series)]));
        group.MapGet("/studies/{study}/series/{series}/instances/{instance}", (HttpContext context, string study, string series, string instance) =>
            Retrieve(context, [.. kept.Of(study).Where(i => i.SeriesInstanceUid == series && i.SopInstanceUid == instance)]));
        return group;
    }

    private static Task<IResult> Store(
        HttpContext context, ServedModel model, CovidModelOptions served, DicomWebOptions options, KeptResults kept, string studies, string? study) =>
        Failures.Answer(context, async () =>
        {
            using Admission.Place place = model.Enter();
            IReadOnlyList<byte[]> files = await Upload.PartsOf(context, served).ConfigureAwait(false);
            List<StoredXRay> stored = [];
            foreach (byte[] file in files)
            {
                stored.Add(await Classify(file).ConfigureAwait(false));
            }

            string root = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{studies}";
            int failed = stored.Count(s => s.Result is null);
            context.Response.StatusCode = failed == 0 ? StatusCodes.Status200OK
                : failed < stored.Count ? StatusCodes.Status202Accepted : StatusCodes.Status409Conflict;
            return new DicomJsonResult(DicomJson.Stored(stored, root), context.Response.StatusCode);

            async Task<StoredXRay> Classify(byte[] file)
            {
                try
                {
                    Answer<DicomResult> answer = await model.AskAsync(
                        (asked, token) => asked.CreateDicomResult(XRayImage.FromBytes(file, "upload"), options.Results, token), place, context.RequestAborted)
                        .ConfigureAwait(false);
                    if (study is not null && study != answer.Value.StructuredReport.StudyInstanceUid)
                    {
                        return new StoredXRay(answer.Value.Source, null, StoredXRay.OtherStudy);
                    }

                    kept.Add(answer.Value);
                    return new StoredXRay(answer.Value.Source, answer.Value, null);
                }
                catch (ImageFormatException)
                {
                    return new StoredXRay(DicomSource.TryRead(file), null, StoredXRay.NotUnderstood);
                }
            }
        }, (status, sentence) => Results.Problem(detail: sentence, statusCode: status));

    private static IResult Retrieve(HttpContext context, IReadOnlyList<DicomInstance> instances)
    {
        string accept = context.Request.Headers.Accept.ToString();
        bool isAcceptable = accept.Length == 0 || accept.Contains("*/*", StringComparison.Ordinal)
            || accept.Contains("application/dicom", StringComparison.OrdinalIgnoreCase) && !accept.Contains("dicom+json", StringComparison.OrdinalIgnoreCase)
            || accept.Contains("multipart/related", StringComparison.OrdinalIgnoreCase) && !accept.Contains("type=", StringComparison.OrdinalIgnoreCase);
        return instances.Count == 0 ? Results.Problem(detail: "No result of this kind is kept.", statusCode: StatusCodes.Status404NotFound)
            : !isAcceptable ? Results.Problem(
                detail: "Results are given as multipart/related; type=\"application/dicom\".", statusCode: StatusCodes.Status406NotAcceptable)
            : new DicomPartsResult(instances);
    }
}
