using System.Collections.Concurrent;
using System.Net.Sockets;
using CovidClassifier.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CovidClassifier.Fuzz.Serving;

/// <summary>An application with every endpoint of CovidClassifier.AspNetCore, served by Kestrel on a socket in a file, so that no port is taken.</summary>
internal sealed class SmallServer : IDisposable
{
    private readonly WebApplication _app;
    private readonly UnixDomainSocketEndPoint _place;
    private readonly ConcurrentQueue<Exception> _faults = new();

    /// <param name="zip">Of the model.</param>
    /// <param name="socket">File that is made.</param>
    public SmallServer(string zip, string socket)
    {
        _place = new UnixDomainSocketEndPoint(socket);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(o => o.ListenUnixSocket(socket, l => l.Protocols = HttpProtocols.Http1));
        builder.Logging.ClearProviders();
        builder.Services.AddProblemDetails();
        builder.Services.AddCovidModel(zip, o => o.ReloadInterval = TimeSpan.Zero);
        _app = builder.Build();
        _app.UseExceptionHandler(handler => handler.Run(context =>
        {
            _faults.Enqueue(context.Features.Get<IExceptionHandlerFeature>()!.Error);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        }));
        _app.MapCovidModel("/api");
        _app.MapOpenInference("/v2");
        _app.MapDicomWeb("/dicomweb");
        _app.StartAsync().GetAwaiter().GetResult();
    }

    /// <summary>Sends bytes and waits for the server to close; where these are no whole request, it is told that no more will come.</summary>
    /// <exception cref="InvalidDataException">The answer is none of HTTP/1.1.</exception>
    public HttpReply Send(byte[] request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(_place);
        using var answer = new MemoryStream();
        try
        {
            socket.Send(request);
            if (!HttpRequest.IsWhole(request))
            {
                // a server that has the whole request would take this for a client that has gone
                socket.Shutdown(SocketShutdown.Send);
            }

            byte[] buffer = new byte[16 * 1024];
            for (int read; (read = socket.Receive(buffer)) > 0;)
            {
                answer.Write(buffer, 0, read);
            }
        }
        catch (SocketException)
        {
            // closed before it had read everything
        }

        return HttpReply.Parse(answer.ToArray());
    }

    /// <summary>An exception that no endpoint knew what to do with, since the last call; null: none.</summary>
    public Exception? TakeFault() => _faults.TryDequeue(out Exception? fault) ? fault : null;

    public void Dispose()
    {
        _app.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_app).Dispose();
    }
}
