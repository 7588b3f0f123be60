using Microsoft.AspNetCore.Http;

namespace CovidClassifier.AspNetCore.DicomWeb;

/// <summary>An answer in the DICOM JSON model with a status of its own.</summary>
internal sealed class DicomJsonResult(byte[] json, int status) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = DicomJson.ContentType;
        return httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}
