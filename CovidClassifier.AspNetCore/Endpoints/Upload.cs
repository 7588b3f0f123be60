using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CovidClassifier.AspNetCore.Endpoints;

/// <summary>Reads what a request holds into memory, never to the disk, and no more of it than may be.</summary>
internal static class Upload
{
    // what messages call an image whose own name could say anything
    private const string Name = "upload";

    // room for the parts' headers around one image
    private const int MultipartBytes = 16 * 1024;

    // RFC 2046 allows 70, and Orthanc takes 73
    private const int LongestBoundary = 128;

    /// <summary>The image of a request: its body, or the one file of a form.</summary>
    /// <exception cref="UploadException">There is none, or more than one, or it is too long or too slow.</exception>
    public static async Task<XRayImage> ImageOf(HttpContext context, CovidModelOptions options)
    {
        byte[] bytes = await Limited(context, options.MaxImageBytes + MultipartBytes, options.UploadTimeout, token => IsForm(context.Request)
            ? FileOf(context.Request, options.MaxImageBytes, token)
            : BodyOf(context.Request, options.MaxImageBytes, token)).ConfigureAwait(false);
        return bytes.Length > 0 ? XRayImage.FromBytes(bytes, Name)
            : throw new UploadException(
                StatusCodes.Status400BadRequest, "The request holds no image: send the file as the body, or as the one file of a form.");
    }

    /// <summary>The whole body.</summary>
    /// <exception cref="UploadException">It is too long or too slow.</exception>
    public static Task<byte[]> BodyOf(HttpContext context, int limit, TimeSpan patience) =>
        Limited(context, limit, patience, token => BodyOf(context.Request, limit, token));

    /// <summary>The DICOM files of a request (multipart/related; type="application/dicom").</summary>
    /// <exception cref="UploadException">There is none, or there are too many, or they are too long or too slow.</exception>
    public static async Task<IReadOnlyList<byte[]>> PartsOf(HttpContext context, CovidModelOptions options)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/related", StringComparison.OrdinalIgnoreCase))
        {
            throw new UploadException(
                StatusCodes.Status415UnsupportedMediaType, "X-rays are sent as the parts of multipart/related; type=\"application/dicom\".");
        }

        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > LongestBoundary)
        {
            throw new UploadException(StatusCodes.Status400BadRequest, FormattableString.Invariant(
                $"The content type must name the parts' boundary, of 1 to {LongestBoundary} characters."));
        }

        List<byte[]> parts = [];
        await Limited(context, options.MaxImageBytes + MultipartBytes, options.UploadTimeout, async token =>
        {
            var reader = new MultipartReader(boundary, context.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = MultipartBytes };
            long left = options.MaxImageBytes;
            while (await reader.ReadNextSectionAsync(token).ConfigureAwait(false) is { } part)
            {
                parts.Add(parts.Count < options.MaxImagesPerRequest
                    ? await ReadWhole(part.Body, length: null, (int)left, token).ConfigureAwait(false)
                    : throw new UploadException(StatusCodes.Status413PayloadTooLarge, FormattableString.Invariant(
                        $"A request must hold {options.MaxImagesPerRequest} X-rays at most.")));
                left -= parts[^1].Length;
            }

            return (byte[])[];
        }).ConfigureAwait(false);
        return parts.Count > 0 ? parts : throw new UploadException(StatusCodes.Status400BadRequest, "The request holds no part.");
    }

    private static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static async Task<byte[]> Limited(HttpContext context, int limit, TimeSpan patience, Func<CancellationToken, Task<byte[]>> read)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // the server's own limit, 30 MB unless told otherwise, does not know ours
            size.MaxRequestBodySize = limit;
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        late.CancelAfter(patience);
        try
        {
            return await read(late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new UploadException(StatusCodes.Status408RequestTimeout, FormattableString.Invariant(
                $"The upload took longer than {patience.TotalSeconds:0.#} s."));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLong(limit);
        }
        catch (BadHttpRequestException e)
        {
            throw new UploadException(e.StatusCode, "The request is not well-formed.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException && !context.RequestAborted.IsCancellationRequested)
        {
            throw new UploadException(StatusCodes.Status400BadRequest, "The form is not well-formed, or ends before its last part does.");
        }
    }

    private static async Task<byte[]> BodyOf(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            throw TooLong(limit);
        }

        return await ReadWhole(request.Body, request.ContentLength, limit, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<byte[]> FileOf(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        string boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).ToString();
        if (boundary.Length is 0 or > 70)
        {
            throw new UploadException(StatusCodes.Status400BadRequest, "The form's content type must name its boundary, of 1 to 70 characters.");
        }

        byte[]? file = null;
        var form = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = MultipartBytes };
        while (await form.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out ContentDispositionHeaderValue? disposition)
                || !disposition.IsFileDisposition())
            {
                continue;
            }

            file = file is null ? await ReadWhole(part.Body, length: null, limit, cancellationToken).ConfigureAwait(false)
                : throw new UploadException(StatusCodes.Status400BadRequest, "A form must hold one image, got more; send one request for each.");
        }

        return file ?? [];
    }

    private static async Task<byte[]> ReadWhole(Stream stream, long? length, int limit, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream((int)(length ?? 0));
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            bytes.Write(buffer, 0, bytes.Length + read <= limit ? read : throw TooLong(limit));
        }

        return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
    }

    private static UploadException TooLong(int limit) => new(
        StatusCodes.Status413PayloadTooLarge, FormattableString.Invariant($"The upload must not be longer than {limit} bytes."));
}
