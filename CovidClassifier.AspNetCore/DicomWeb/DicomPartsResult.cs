using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CovidClassifier.AspNetCore.DicomWeb;

/// <summary>Objects as the parts of one answer (DICOM PS3.18, 8.6.1.2).</summary>
internal sealed class DicomPartsResult(IReadOnlyList<DicomInstance> instances) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        string boundary = RandomNumberGenerator.GetHexString(32, lowercase: true);
        HttpResponse response = httpContext.Response;
        response.ContentType = $"multipart/related; type=\"application/dicom\"; boundary={boundary}";
        foreach (DicomInstance instance in instances)
        {
            await Write(FormattableString.Invariant(
                $"--{boundary}\r\nContent-Type: application/dicom\r\nContent-Length: {instance.Bytes.Length}\r\n\r\n")).ConfigureAwait(false);
            await response.Body.WriteAsync(instance.Bytes, httpContext.RequestAborted).ConfigureAwait(false);
            await Write("\r\n").ConfigureAwait(false);
        }

        await Write($"--{boundary}--\r\n").ConfigureAwait(false);

        Task Write(string text) => response.Body.WriteAsync(Encoding.ASCII.GetBytes(text), httpContext.RequestAborted).AsTask();
    }
}
